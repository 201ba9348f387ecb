package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Implementation;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import java.io.ByteArrayOutputStream;
import java.util.Objects;

/**
 * What stands in front of a data set in a file: preamble, prefix and the elements of group 0002 (PS3.10 7.1).
 *
 * <p>Immutable; the {@code with} methods answer changed copies.
 */
public final class FileMetaInformation {

    static final int PREAMBLE_LENGTH = 128;
    static final byte[] PREFIX = {'D', 'I', 'C', 'M'};

    private final byte[] preamble;
    private final Attributes attributes;

    private FileMetaInformation(byte[] preamble, Attributes attributes) {
        this.preamble = preamble;
        this.attributes = attributes;
    }

    /** As read; a missing preamble is given as null. */
    static FileMetaInformation read(byte[] preamble, Attributes attributes) {
        return new FileMetaInformation(preamble == null ? new byte[PREAMBLE_LENGTH] : preamble, attributes);
    }

    /** For an instance that this implementation writes, with an empty preamble. */
    public static FileMetaInformation of(
            String mediaStorageSopClassUid, String mediaStorageSopInstanceUid, String transferSyntaxUid) {
        Attributes attributes = new Attributes();
        attributes.setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1});
        attributes.setString(Tag.MediaStorageSOPClassUID, VR.UI, mediaStorageSopClassUid);
        attributes.setString(Tag.MediaStorageSOPInstanceUID, VR.UI, mediaStorageSopInstanceUid);
        attributes.setString(Tag.TransferSyntaxUID, VR.UI, Objects.requireNonNull(transferSyntaxUid));
        attributes.setString(Tag.ImplementationClassUID, VR.UI, Implementation.CLASS_UID);
        attributes.setString(Tag.ImplementationVersionName, VR.SH, Implementation.VERSION_NAME);
        return new FileMetaInformation(new byte[PREAMBLE_LENGTH], attributes);
    }

    /** SOP Class UID, or null. */
    public String mediaStorageSopClassUid() {
        return attributes.getString(Tag.MediaStorageSOPClassUID);
    }

    /** SOP Instance UID, or null. */
    public String mediaStorageSopInstanceUid() {
        return attributes.getString(Tag.MediaStorageSOPInstanceUID);
    }

    /** Null when the file does not say. */
    public String transferSyntaxUid() {
        return attributes.getString(Tag.TransferSyntaxUID);
    }

    public String implementationClassUid() {
        return attributes.getString(Tag.ImplementationClassUID);
    }

    public String implementationVersionName() {
        return attributes.getString(Tag.ImplementationVersionName);
    }

    /** The AE that wrote the file, or null. */
    public String sourceAeTitle() {
        return attributes.getString(Tag.SourceApplicationEntityTitle);
    }

    public String sendingAeTitle() {
        return attributes.getString(Tag.SendingApplicationEntityTitle);
    }

    public String receivingAeTitle() {
        return attributes.getString(Tag.ReceivingApplicationEntityTitle);
    }

    public FileMetaInformation withTransferSyntaxUid(String uid) {
        return with(Tag.TransferSyntaxUID, VR.UI, uid);
    }

    public FileMetaInformation withMediaStorageSopInstanceUid(String uid) {
        return with(Tag.MediaStorageSOPInstanceUID, VR.UI, uid);
    }

    public FileMetaInformation withSourceAeTitle(String aeTitle) {
        return with(Tag.SourceApplicationEntityTitle, VR.AE, aeTitle);
    }

    public FileMetaInformation withSendingAeTitle(String aeTitle) {
        return with(Tag.SendingApplicationEntityTitle, VR.AE, aeTitle);
    }

    public FileMetaInformation withReceivingAeTitle(String aeTitle) {
        return with(Tag.ReceivingApplicationEntityTitle, VR.AE, aeTitle);
    }

    private FileMetaInformation with(int tag, VR vr, String value) {
        Attributes changed = new Attributes(attributes);
        changed.setString(tag, vr, value);
        return new FileMetaInformation(preamble, changed);
    }

    /** The elements of group 0002, a copy. */
    public Attributes attributes() {
        return new Attributes(attributes);
    }

    /** The 128 bytes in front, a copy. */
    public byte[] preamble() {
        return preamble.clone();
    }

    /** Preamble, prefix and group 0002 in explicit VR little endian with the right group length. */
    public byte[] toBytes() {
        Attributes group = new Attributes(attributes);
        group.remove(Tag.FileMetaInformationGroupLength);
        byte[] elements = DicomOutputStream.encode(group, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Attributes length = new Attributes();
        length.setInt(Tag.FileMetaInformationGroupLength, VR.UL, elements.length);
        ByteArrayOutputStream file = new ByteArrayOutputStream(PREAMBLE_LENGTH + 16 + elements.length);
        file.writeBytes(preamble);
        file.writeBytes(PREFIX);
        file.writeBytes(DicomOutputStream.encode(length, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        file.writeBytes(elements);
        return file.toByteArray();
    }

    /** Tags and lengths; no values. */
    @Override
    public String toString() {
        return "FileMetaInformation" + attributes;
    }
}
