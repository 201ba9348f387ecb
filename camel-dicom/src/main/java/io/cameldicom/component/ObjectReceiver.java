package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dimse.DataSetStream;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.service.StoreRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Takes the data set of a C-STORE off the association: a small one into memory, a large one into the spool while it
 * comes. Checks that it can be parsed up to the pixel data and is what the command set said. Thread-safe.
 */
final class ObjectReceiver {

    /** Room for the elements before the pixel data of nearly every object. */
    private static final int SMALLEST_WINDOW = 64 * 1024;
    /** Most heads fit; what is kept in memory of a spooled object is this much or the whole window. */
    private static final int USUAL_HEAD = 16 * 1024;

    private final Spool spool;
    private final ParsePolicy policy;
    private final boolean sync;
    private final boolean alwaysSpool;
    private final ToleranceLog toleranceLog = new ToleranceLog();
    /** The first bytes of each object go through one of these; as many as objects are being received at a time. */
    private final ConcurrentLinkedQueue<byte[]> windows = new ConcurrentLinkedQueue<>();

    /** @param alwaysSpool whether small objects become files too */
    ObjectReceiver(Spool spool, ParsePolicy policy, boolean sync, boolean alwaysSpool) {
        this.spool = spool;
        this.policy = policy;
        this.sync = sync;
        this.alwaysSpool = alwaysSpool;
    }

    /**
     * @return the object; the caller is the first holder of its file
     * @throws DicomServiceException with the status to answer
     * @throws IOException if the association failed
     */
    DicomObject receive(StoreRequest request) throws IOException {
        byte[] window = windows.poll();
        if (window == null) {
            window = new byte[Math.max(spool.threshold(), SMALLEST_WINDOW) + 1];
        }
        try {
            int count = fill(window, request.dataSet());
            boolean fitsMemory = count + request.dataSet().available() <= spool.threshold();
            FileMetaInformation meta = FileMetaInformation.of(
                            request.sopClassUid(), request.sopInstanceUid(), request.transferSyntaxUid())
                    .withSourceAeTitle(request.association().callingAeTitle());
            DicomObject object = fitsMemory && !alwaysSpool
                    ? inMemory(meta, Arrays.copyOf(window, count))
                    : inFile(meta, window, count, request.dataSet());
            toleranceLog.note(request.association(), object.head().tolerances());
            return object;
        } finally {
            windows.offer(window);
        }
    }

    /**
     * Copies the data set until its end, or until what has come shows that it is too long for memory: the rest goes to
     * the file as it is in the buffers of the association.
     */
    private int fill(byte[] window, DataSetStream stream) throws IOException {
        int count = 0;
        while (count < USUAL_HEAD || count < window.length && count + stream.available() <= spool.threshold()) {
            int end = count < USUAL_HEAD ? USUAL_HEAD : window.length;
            int read = stream.read(window, count, end - count);
            if (read < 0) {
                break;
            }
            count += read;
        }
        return count;
    }

    private DicomObject inMemory(FileMetaInformation meta, byte[] bytes) throws IOException {
        DataSetBytes dataSet = new DataSetBytes.Memory(bytes);
        DataSetHead head = parsed(meta, dataSet, () -> DataSetHead.read(dataSet, syntax(meta), policy));
        return new DicomObject(meta, dataSet, null, head, spool, sync);
    }

    private DicomObject inFile(FileMetaInformation meta, byte[] window, int count, DataSetStream rest)
            throws IOException {
        byte[] header = meta.toBytes();
        SpoolFile file = SpoolFile.owned(spool.newPath());
        try {
            long length;
            try (SpoolChannel channel = SpoolChannel.create(file.path())) {
                channel.write(new ByteBuffer[] {ByteBuffer.wrap(header), ByteBuffer.wrap(window, 0, count)}, 0, 2);
                length = count + rest.transferTo(channel, header.length + count);
                if (alwaysSpool && sync) {
                    channel.force();
                }
            }
            DataSetBytes dataSet = new DataSetBytes.InFile(file, header.length, length);
            DataSetHead head = parsed(meta, dataSet, () -> headOf(dataSet, window, count, syntax(meta)));
            return new DicomObject(meta, dataSet, file, head, spool, sync);
        } catch (IOException | RuntimeException e) {
            file.release();
            throw e;
        }
    }

    /** From the window if the head is within it, which saves reading the file. */
    private DataSetHead headOf(DataSetBytes dataSet, byte[] window, int count, TransferSyntax syntax)
            throws IOException {
        DataSetHead head = DataSetHead.within(Arrays.copyOf(window, Math.min(count, USUAL_HEAD)), syntax, policy);
        if (head == null && count > USUAL_HEAD) {
            head = DataSetHead.within(Arrays.copyOf(window, count), syntax, policy);
        }
        return head != null ? head : DataSetHead.read(dataSet, syntax, policy);
    }

    private interface Parsing {
        DataSetHead parse() throws IOException;
    }

    private static DataSetHead parsed(FileMetaInformation meta, DataSetBytes dataSet, Parsing parsing)
            throws IOException {
        DataSetHead head;
        try {
            head = parsing.parse();
        } catch (DicomParseException e) {
            throw new DicomServiceException(
                    Status.CannotUnderstand, "Cannot parse " + Tag.format(e.tag()) + " at offset " + e.offset(), e);
        }
        if (head.neededLength() > dataSet.length()) {
            throw new DicomServiceException(
                    Status.CannotUnderstand,
                    "Cut short: " + (head.neededLength() - dataSet.length()) + " bytes of pixel data are missing");
        }
        requireSame(meta.mediaStorageSopClassUid(), head.attributes(), Tag.SOPClassUID);
        requireSame(meta.mediaStorageSopInstanceUid(), head.attributes(), Tag.SOPInstanceUID);
        return head;
    }

    /** PS3.4 B.2.3: the UIDs of the command set are those of the data set. */
    private static void requireSame(String commanded, Attributes attributes, int tag) throws DicomServiceException {
        if (!commanded.equals(attributes.getString(tag))) {
            throw new DicomServiceException(
                    Status.DataSetDoesNotMatchSOPClassError,
                    Tag.format(tag) + (attributes.containsValue(tag) ? " differs from" : " is missing, not as in")
                            + " the command set");
        }
    }

    private static TransferSyntax syntax(FileMetaInformation meta) {
        return TransferSyntax.of(meta.transferSyntaxUid());
    }
}
