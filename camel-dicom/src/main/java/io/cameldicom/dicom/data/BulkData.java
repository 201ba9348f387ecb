package io.cameldicom.dicom.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A value that stays where it is: a range of a local file or of some other {@link Source}, or a URI of DICOM JSON
 * (PS3.18 F.2.2).
 *
 * <p>Immutable. The file must stay unchanged as long as the value is used; who made the reference keeps it so.
 */
public final class BulkData {

    /** Bytes that lie, or are made, where this class knows nothing of. Thread-safe. */
    @FunctionalInterface
    public interface Source {

        /** The {@code length} bytes from {@code offset} on; to be closed by the caller. */
        InputStream openStream(long offset, long length) throws IOException;
    }

    private final URI uri;
    private final Path file;
    private final Source source;
    private final long offset;
    private final long length;
    private final boolean bigEndian;

    private BulkData(URI uri, Path file, Source source, long offset, long length, boolean bigEndian) {
        this.uri = uri;
        this.file = file;
        this.source = source;
        this.offset = offset;
        this.length = length;
        this.bigEndian = bigEndian;
    }

    /**
     * The bytes of a file from {@code offset} on.
     *
     * @param bigEndian the byte order of numbers in it
     */
    public static BulkData ofFile(Path file, long offset, long length, boolean bigEndian) {
        check(offset, length);
        return new BulkData(null, Objects.requireNonNull(file, "file"), null, offset, length, bigEndian);
    }

    /**
     * The bytes of a source from {@code offset} on.
     *
     * @param bigEndian the byte order of numbers in it
     */
    public static BulkData of(Source source, long offset, long length, boolean bigEndian) {
        check(offset, length);
        return new BulkData(null, null, Objects.requireNonNull(source, "source"), offset, length, bigEndian);
    }

    private static void check(long offset, long length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("offset " + offset + ", length " + length + ": must not be negative");
        }
    }

    /** A value elsewhere. It is never fetched by this class, not even a {@code file:} URI: it may come from a peer. */
    public static BulkData ofUri(URI uri) {
        return new BulkData(Objects.requireNonNull(uri, "uri"), null, null, 0, -1, false);
    }

    /**
     * A part of this value.
     *
     * @param from bytes of this value before it
     * @throws IndexOutOfBoundsException if it is not within the value, as with a URI
     */
    public BulkData range(long from, long count) {
        Objects.checkFromIndexSize(from, count, length);
        return new BulkData(uri, file, source, offset + from, count, bigEndian);
    }

    /** The URI: that given, or the file's; null for another source. */
    public URI uri() {
        return uri != null || file == null ? uri : file.toUri();
    }

    /** The file, or null when it is none. */
    public Path file() {
        return file;
    }

    /** Where the value starts in the file or source, in bytes. */
    public long offset() {
        return offset;
    }

    /** Bytes, or -1 when not known (a URI). */
    public long length() {
        return length;
    }

    public boolean bigEndian() {
        return bigEndian;
    }

    /**
     * The bytes.
     *
     * @throws IOException when there is no such file, or the value is a URI
     */
    @SuppressWarnings("resource") // the stream closes its channel
    public InputStream openStream() throws IOException {
        if (source != null) {
            return source.openStream(offset, length);
        }
        if (file == null) {
            throw new FileNotFoundException("bulk data given by URI is not fetched");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(offset);
        return new BoundedInputStream(Channels.newInputStream(channel), length);
    }

    /** Names the place, which is no patient data, and the length. */
    @Override
    public String toString() {
        return "BulkData[offset " + offset + ", " + length + " bytes]";
    }
}
