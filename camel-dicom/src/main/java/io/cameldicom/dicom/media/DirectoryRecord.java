package io.cameldicom.dicom.media;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A record of a DICOMDIR and the records below it (PS3.3 F.2.2). */
public final class DirectoryRecord {

    private final Attributes attributes;
    private final List<DirectoryRecord> children = new ArrayList<>();

    DirectoryRecord(Attributes attributes) {
        this.attributes = attributes;
    }

    /** Directory Record Type (0004,1430), such as PATIENT, STUDY, SERIES or IMAGE; empty when it is missing. */
    public String type() {
        return attributes.getString(Tag.DirectoryRecordType, "");
    }

    /** The keys of the record, and where it refers to. */
    public Attributes attributes() {
        return attributes;
    }

    /** The records of the next lower level, in order. */
    public List<DirectoryRecord> children() {
        return Collections.unmodifiableList(children);
    }

    /** The file the record refers to, Referenced File ID (0004,1500); null when it refers to none. */
    public FileId fileId() {
        String[] components = attributes.getStrings(Tag.ReferencedFileID);
        return components == null || components.length == 0 ? null : new FileId(List.of(components));
    }

    /** Referenced SOP Class UID in File (0004,1510), or null. */
    public String sopClassUid() {
        return attributes.getString(Tag.ReferencedSOPClassUIDInFile);
    }

    /** Referenced SOP Instance UID in File (0004,1511), or null. */
    public String sopInstanceUid() {
        return attributes.getString(Tag.ReferencedSOPInstanceUIDInFile);
    }

    /** Referenced Transfer Syntax UID in File (0004,1512), or null. */
    public String transferSyntaxUid() {
        return attributes.getString(Tag.ReferencedTransferSyntaxUIDInFile);
    }

    /** This record and those below, each before its children. */
    public Stream<DirectoryRecord> stream() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(DirectoryRecord::stream));
    }

    /** False for a record that is to be passed over with what is below it (PS3.3 F.3.2.2). */
    boolean isInUse() {
        return attributes.getInt(Tag.RecordInUseFlag, 0xFFFF) != 0;
    }

    void add(DirectoryRecord child) {
        children.add(child);
    }

    void clear() {
        children.clear();
    }

    /** The type, and how many records are below it; no values. */
    @Override
    public String toString() {
        return "DirectoryRecord[" + type() + ", " + children.size() + " below]";
    }
}
