package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.io.ElementStop;
import io.cameldicom.dicom.io.FileMetaInformation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Makes {@link DicomObject}s of streams, files and data sets, and files of them. */
final class DicomObjects {

    private DicomObjects() {}

    /** An object of the bytes of a Part 10 file or of a bare data set, which stay where they are. */
    static DicomObject read(DataSetBytes bytes, Spool spool) throws IOException {
        return read(bytes, spool, true);
    }

    /** @param sync whether {@link DicomObject#saveTo} forces files to the disk */
    static DicomObject read(DataSetBytes bytes, Spool spool, boolean sync) throws IOException {
        FileMetaInformation meta;
        TransferSyntax syntax;
        DataSetBytes dataSet;
        boolean mislabelled;
        try (InputStream stream = bytes.openStream()) {
            DicomInputStream in = new DicomInputStream(stream);
            meta = in.fileMetaInformation();
            syntax = in.labelledTransferSyntax();
            dataSet = bytes.from(in.datasetOffset());
            mislabelled = isComplete(meta) && isOfAnother(meta, in);
        }
        if (isComplete(meta) && !mislabelled) {
            SpoolFile part10 = bytes instanceof DataSetBytes.InFile file ? file.file() : null;
            return new DicomObject(meta, dataSet, part10, null, spool, sync);
        }
        DataSetHead head = DataSetHead.read(dataSet, syntax);
        String source = meta == null ? null : meta.sourceAeTitle();
        return new DicomObject(metaOf(head.attributes(), syntax, source), dataSet, null, head, spool, sync);
    }

    private static boolean isComplete(FileMetaInformation meta) {
        return meta != null
                && meta.transferSyntaxUid() != null
                && meta.mediaStorageSopClassUid() != null
                && meta.mediaStorageSopInstanceUid() != null;
    }

    /**
     * Whether the file meta information names another instance than the data set does, which tools that change a data
     * set forget. The data set is right: a C-STORE-RQ has its UIDs (PS3.7 9.1.1.1), receivers refuse it otherwise.
     */
    private static boolean isOfAnother(FileMetaInformation meta, DicomInputStream in) throws IOException {
        try {
            in.readDataset((tag, vr, length, offset) -> Integer.compareUnsigned(tag, Tag.SOPInstanceUID) > 0);
        } catch (DicomParseException e) {
            return false; // said when the head is asked for; the object can be sent as it is
        }
        Attributes read = in.dataset();
        return read.containsValue(Tag.SOPClassUID)
                && read.containsValue(Tag.SOPInstanceUID)
                && !(meta.mediaStorageSopClassUid().equals(read.getString(Tag.SOPClassUID))
                        && meta.mediaStorageSopInstanceUid().equals(read.getString(Tag.SOPInstanceUID)));
    }

    /** Reads a stream to its end, into memory or the spool. */
    static DicomObject spool(InputStream stream, Spool spool) throws IOException {
        SpoolingOutputStream target = new SpoolingOutputStream(spool);
        try {
            stream.transferTo(target);
            return read(target.bytes(), spool);
        } catch (IOException | RuntimeException e) {
            target.discard();
            throw e;
        }
    }

    /** Encodes a whole data set. */
    static DicomObject encode(Attributes attributes, TransferSyntax syntax, Spool spool) throws IOException {
        FileMetaInformation meta = metaOf(attributes, syntax, null);
        if (meta.mediaStorageSopClassUid() == null || meta.mediaStorageSopInstanceUid() == null) {
            throw new IllegalArgumentException("The data set has no SOP Class UID (0008,0016) or no SOP Instance UID"
                    + " (0008,0018): both are needed for an object that can be stored");
        }
        DataSetBytes dataSet = encodeDataSet(attributes, syntax, spool);
        return new DicomObject(meta, dataSet, null, null, spool, true);
    }

    private static DataSetBytes encodeDataSet(Attributes attributes, TransferSyntax syntax, Spool spool)
            throws IOException {
        SpoolingOutputStream target = new SpoolingOutputStream(spool);
        try {
            DicomOutputStream out = new DicomOutputStream(target, syntax);
            out.writeDataset(attributes);
            out.close();
            return target.bytes();
        } catch (IOException | RuntimeException e) {
            target.discard();
            throw e;
        }
    }

    /** The object with another head before the same rest. */
    static DicomObject replaceHead(DicomObject object, Attributes attributes) throws IOException {
        DataSetHead head = object.head();
        FileMetaInformation meta = metaOf(
                attributes,
                object.transferSyntax(),
                object.fileMetaInformation().sourceAeTitle());
        DataSetBytes dataSet = head.syntax().deflated()
                ? deflate(object, attributes, Long.MAX_VALUE)
                : encodeDataSet(attributes, head.syntax(), object.spool())
                        .then(object.dataSet().from(head.end()));
        return new DicomObject(meta, dataSet, null, null, object.spool(), object.sync());
    }

    /** Without the elements behind the pixel data. */
    static DicomObject cutBehindPixelData(DicomObject object) throws IOException {
        DataSetHead head = object.head();
        long pixelData = pixelDataLength(object, head);
        if (pixelData == PixelDataElements.NOTHING_FOLLOWS) {
            return object;
        }
        DataSetBytes dataSet = head.syntax().deflated()
                ? deflate(object, head.attributes(), pixelData)
                : object.dataSet().upTo(head.end() + pixelData);
        return new DicomObject(object.fileMetaInformation(), dataSet, null, null, object.spool(), object.sync());
    }

    private static long pixelDataLength(DicomObject object, DataSetHead head) throws IOException {
        if (!head.syntax().deflated()) {
            try (InputStream in = object.dataSet().from(head.end()).openStream()) {
                return PixelDataElements.length(in, head.syntax());
            }
        }
        try (DicomInputStream in = DataSetHead.open(object.dataSet(), object.transferSyntax())) {
            in.readDataset(ElementStop.PIXEL_DATA);
            return PixelDataElements.length(in.rest(), head.syntax());
        }
    }

    /**
     * A deflated data set is one stream: head and rest have to be deflated anew, in passing.
     *
     * @param most bytes of the rest to keep
     */
    private static DataSetBytes deflate(DicomObject object, Attributes attributes, long most) throws IOException {
        SpoolingOutputStream target = new SpoolingOutputStream(object.spool());
        try (DicomInputStream in = DataSetHead.open(object.dataSet(), object.transferSyntax());
                DicomOutputStream out = new DicomOutputStream(target, object.transferSyntax())) {
            in.readDataset(ElementStop.PIXEL_DATA);
            out.writeDataset(attributes);
            (most == Long.MAX_VALUE ? in.rest() : new LimitedInputStream(in.rest(), most)).transferTo(out);
            out.close();
            return target.bytes();
        } catch (IOException | RuntimeException e) {
            target.discard();
            throw e;
        }
    }

    private static FileMetaInformation metaOf(Attributes attributes, TransferSyntax syntax, String sourceAeTitle) {
        FileMetaInformation meta = FileMetaInformation.of(
                attributes.getString(Tag.SOPClassUID), attributes.getString(Tag.SOPInstanceUID), syntax.uid());
        return sourceAeTitle == null ? meta : meta.withSourceAeTitle(sourceAeTitle);
    }

    /**
     * Puts the object at the target, whole or not at all.
     *
     * @param linkable a file of the spool that is the whole object, or null
     */
    static Path save(DicomObject object, Path linkable, Path target, boolean sync) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = folder.resolve(".part-" + UUID.randomUUID());
        try {
            if (linkable == null || !link(linkable, part)) {
                copy(object, part);
            }
            if (sync) {
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // Also after success: renaming one hard link of a file to another one leaves both (POSIX rename).
            Files.deleteIfExists(part);
        }
        if (sync) {
            SpoolDirectory.syncDirectory(folder);
        }
        return target;
    }

    private static boolean link(Path existing, Path link) {
        try {
            Files.createLink(link, existing);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // another file system, or one without links: the caller copies
        }
    }

    private static void copy(DicomObject object, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            object.writeTo(out);
        }
    }
}
