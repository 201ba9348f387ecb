package io.cameldicom.component;

import io.cameldicom.dicom.ul.PDataSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A run of bytes, where it lies: in memory, in a file, or one after the other. Immutable, thread-safe. */
interface DataSetBytes {

    long length();

    /** The bytes from the start, to be closed by the caller. */
    InputStream openStream() throws IOException;

    /** Writes all bytes; a file's go without a copy in this process where the transport can. */
    void sendTo(PDataSink sink) throws IOException;

    /** The same bytes without the first ones. */
    DataSetBytes from(long start);

    /** Only the first bytes, as many as this. */
    DataSetBytes upTo(long end);

    /** The files the bytes lie in. */
    List<SpoolFile> files();

    /** Both, one after the other. */
    default DataSetBytes then(DataSetBytes next) {
        return next.length() == 0 ? this : new Joined(this, next);
    }

    record Memory(byte[] buffer, int offset, int size) implements DataSetBytes {

        Memory(byte[] buffer) {
            this(buffer, 0, buffer.length);
        }

        @Override
        public long length() {
            return size;
        }

        @Override
        public InputStream openStream() {
            return new ByteArrayInputStream(buffer, offset, size);
        }

        @Override
        public void sendTo(PDataSink sink) throws IOException {
            sink.write(ByteBuffer.wrap(buffer, offset, size));
        }

        @Override
        public List<SpoolFile> files() {
            return List.of();
        }

        @Override
        public Memory from(long start) {
            return new Memory(buffer, offset + (int) start, size - (int) start);
        }

        @Override
        public Memory upTo(long end) {
            return new Memory(buffer, offset, (int) end);
        }
    }

    record InFile(SpoolFile file, long offset, long length) implements DataSetBytes {

        @Override
        @SuppressWarnings("resource") // the stream closes its channel
        public InputStream openStream() throws IOException {
            FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
            channel.position(offset);
            return new LimitedInputStream(Channels.newInputStream(channel), length);
        }

        @Override
        public void sendTo(PDataSink sink) throws IOException {
            try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
                sink.transferFrom(channel, offset, length);
            }
        }

        @Override
        public List<SpoolFile> files() {
            return List.of(file);
        }

        @Override
        public InFile from(long start) {
            return new InFile(file, offset + start, length - start);
        }

        @Override
        public InFile upTo(long end) {
            return new InFile(file, offset, end);
        }
    }

    record Joined(DataSetBytes first, DataSetBytes second) implements DataSetBytes {

        @Override
        public long length() {
            return first.length() + second.length();
        }

        @Override
        public InputStream openStream() throws IOException {
            InputStream start = first.openStream();
            try {
                return new SequenceInputStream(start, second.openStream());
            } catch (IOException e) {
                start.close();
                throw e;
            }
        }

        @Override
        public void sendTo(PDataSink sink) throws IOException {
            first.sendTo(sink);
            second.sendTo(sink);
        }

        @Override
        public List<SpoolFile> files() {
            return Stream.concat(first.files().stream(), second.files().stream())
                    .toList();
        }

        @Override
        public DataSetBytes from(long start) {
            return start < first.length() ? new Joined(first.from(start), second) : second.from(start - first.length());
        }

        @Override
        public DataSetBytes upTo(long end) {
            return end <= first.length() ? first.upTo(end) : new Joined(first, second.upTo(end - first.length()));
        }
    }
}
