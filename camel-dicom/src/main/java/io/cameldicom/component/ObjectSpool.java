package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomParseException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Makes objects of streams that come from elsewhere than a {@code dicom:} endpoint: a small one stays in memory, a large one
 * goes to a file while it comes. Thread-safe.
 */
public final class ObjectSpool implements Closeable {

    private final SpoolDirectories directories = new SpoolDirectories();
    private final Spool spool;
    private final long maxObjectSize;
    private final boolean sync;

    /**
     * @param folder where files go; null for the temporary folder of the JVM
     * @param threshold bytes that stay in memory
     * @param maxObjectSize bytes of a Part 10 file
     * @param sync whether {@link DicomObject#saveTo} forces files to the disk
     */
    public ObjectSpool(Path folder, int threshold, long maxObjectSize, boolean sync) {
        this.spool = new Spool(directories, folder == null ? Spool.temporaryFolder() : folder, threshold);
        this.maxObjectSize = maxObjectSize;
        this.sync = sync;
    }

    /**
     * Opens the folder, so that one that cannot be used is known before the first object.
     *
     * @throws IOException if it cannot be made or written
     */
    public void open() throws IOException {
        spool.directory();
    }

    /**
     * Reads a stream to its end.
     *
     * @param part10 a Part 10 file, or a bare data set; not closed
     * @return the object, held by the caller: {@link DicomObject#handOverTo} or {@link DicomObject#discard} is next
     * @throws ObjectTooLargeException if there is more of it than allowed
     * @throws DicomServiceException C000 if it is cut short within its pixel data
     * @throws io.cameldicom.dicom.io.DicomParseException if it is no DICOM, or what comes before the pixel data cannot be parsed
     * @throws IOException if the stream cannot be read, or the file not written
     */
    public DicomObject read(InputStream part10) throws IOException {
        SpoolingOutputStream target = new SpoolingOutputStream(spool);
        try {
            byte[] buffer = new byte[32 * 1024];
            long total = 0;
            for (int count = part10.read(buffer); count >= 0; count = part10.read(buffer)) {
                total += count;
                if (total > maxObjectSize) {
                    throw new ObjectTooLargeException(maxObjectSize);
                }
                target.write(buffer, 0, count);
            }
            DicomObject object = DicomObjects.read(target.bytes(), spool, sync);
            requireWhole(object);
            return object;
        } catch (IOException e) {
            target.discard();
            throw e;
        } catch (RuntimeException e) {
            target.discard();
            if (e.getCause() instanceof DicomParseException unreadable) {
                throw unreadable;
            }
            throw e;
        }
    }

    /** Parses the head, too: what cannot be parsed fails here. */
    private static void requireWhole(DicomObject object) throws DicomServiceException {
        long missing = object.head().neededLength() - object.dataSetLength();
        if (missing > 0) {
            throw new DicomServiceException(
                    Status.CannotUnderstand, "Cut short: " + missing + " bytes of pixel data are missing");
        }
    }

    /** Deletes what is left in the folder. */
    @Override
    public void close() throws IOException {
        directories.close();
    }
}
