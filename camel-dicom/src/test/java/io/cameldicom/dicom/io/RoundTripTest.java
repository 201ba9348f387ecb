package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data sets of every VR, written, read and written again, in every way a data set can be encoded. */
class RoundTripTest {

    private static final int DATASETS = 20;

    static Stream<TransferSyntax> syntaxes() {
        return TransferSyntax.all().stream();
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void what_is_written_and_read_is_written_the_same_again(TransferSyntax syntax) throws IOException {
        for (int seed = 0; seed < DATASETS; seed++) {
            byte[] written = DicomOutputStream.encode(dataset(seed, syntax), syntax);
            assertArrayEquals(written, DicomOutputStream.encode(read(written, syntax), syntax), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void no_syntax_changes_a_value(TransferSyntax syntax) throws IOException {
        for (int seed = 0; seed < DATASETS; seed++) {
            Attributes dataset = dataset(seed, syntax);
            Attributes read = read(DicomOutputStream.encode(dataset, syntax), syntax);
            assertArrayEquals(explicit(dataset), explicit(read), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void a_stream_that_gives_one_byte_at_a_time_reads_the_same(TransferSyntax syntax) throws IOException {
        byte[] written = DicomOutputStream.encode(dataset(1, syntax), syntax);
        try (DicomInputStream in = new DicomInputStream(new Trickle(written), syntax)) {
            assertArrayEquals(written, DicomOutputStream.encode(in.readDataset(), syntax));
        }
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void the_length_is_known_before_writing(TransferSyntax syntax) throws IOException {
        for (int seed = 0; seed < DATASETS; seed++) {
            Attributes dataset = dataset(seed, syntax);
            TransferSyntax inflated = syntax.deflated() ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : syntax;
            assertEquals(
                    DicomOutputStream.encode(dataset, inflated).length, DicomOutputStream.lengthOf(dataset, syntax));
        }
    }

    private static Attributes dataset(long seed, TransferSyntax syntax) {
        return new RandomDataset(seed).next(syntax.encapsulated());
    }

    private static Attributes read(byte[] bytes, TransferSyntax syntax) throws IOException {
        try (DicomInputStream in = new DicomInputStream(bytes, 0, bytes.length, syntax).setLenient(false)) {
            return in.readDataset();
        }
    }

    private static byte[] explicit(Attributes dataset) {
        return DicomOutputStream.encode(dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** A network that is slow. */
    private static final class Trickle extends InputStream {

        private final ByteArrayInputStream bytes;

        private Trickle(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] b, int off, int len) {
            return bytes.read(b, off, Math.min(len, 1));
        }
    }
}
