package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream cut at any byte gives a clear exception or a shorter data set, and nothing else. */
class TruncationTest {

    private static final int HEAD = 2048;

    /** Every so many cuts are also read as a stream, which takes a buffer each. */
    private static final int STREAMED = 7;

    /** Tight, so that anything that takes more memory than the stream has bytes shows. */
    private static final ReadLimits LIMITS = ReadLimits.DEFAULT.withMaxTotalLength(1 << 20);

    @TestFactory
    Stream<DynamicTest> every_head_of_the_corpus_cut_at_every_byte() throws IOException {
        return Corpus.entries()
                .map(entry -> entry.test(e -> {
                    byte[] head = Arrays.copyOf(
                            e.bytes(), (int) Math.min(HEAD, e.path().toFile().length()));
                    cutAtEveryByte(e.name(), head, null);
                }));
    }

    @TestFactory
    Stream<DynamicTest> every_head_of_the_corpus_with_bytes_changed() throws IOException {
        return Corpus.entries()
                .map(entry -> entry.test(e -> {
                    byte[] head = Arrays.copyOf(
                            e.bytes(), (int) Math.min(HEAD, e.path().toFile().length()));
                    Random random = new Random(head.length);
                    for (int i = 0; i < 200 && head.length > 0; i++) {
                        byte[] changed = head.clone();
                        for (int n = 1 + random.nextInt(4); n > 0; n--) {
                            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                        }
                        read(e.name() + " change " + i, changed, null);
                    }
                }));
    }

    static Stream<TransferSyntax> syntaxes() {
        return RoundTripTest.syntaxes();
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void data_sets_in_every_syntax_cut_at_every_byte(TransferSyntax syntax) throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            byte[] bytes = DicomOutputStream.encode(new RandomDataset(seed).next(syntax.encapsulated()), syntax);
            cutAtEveryByte(syntax + " seed " + seed, Arrays.copyOf(bytes, Math.min(3 * HEAD, bytes.length)), syntax);
        }
    }

    private static void cutAtEveryByte(String name, byte[] bytes, TransferSyntax syntax) throws IOException {
        int elements = 0;
        for (int length = 0; length < bytes.length; length++) {
            Attributes read = read(name + " cut at " + length, Arrays.copyOf(bytes, length), syntax);
            int found = read == null ? 0 : read.size();
            // fragments without a delimiter count only when the cut is between two of them
            assertTrue(
                    found >= elements - 1 || found == 0,
                    name + " cut at " + length + " has fewer elements than when cut before");
            elements = Math.max(elements, found);
        }
    }

    /** What could be read; null when it is not even known what the stream is. */
    private static Attributes read(String what, byte[] bytes, TransferSyntax syntax) throws IOException {
        Attributes inMemory = readFrom(what, new DicomInputStream(bytes, 0, bytes.length, syntax));
        if (bytes.length % STREAMED != 0) {
            return inMemory;
        }
        Attributes streamed = readFrom(what, new DicomInputStream(new ByteArrayInputStream(bytes), syntax));
        assertTrue(
                (inMemory == null ? -1 : inMemory.size()) == (streamed == null ? -1 : streamed.size()),
                what + ": memory and stream give different data sets");
        return inMemory;
    }

    private static Attributes readFrom(String what, DicomInputStream in) throws IOException {
        Attributes dataset = null;
        try (in) {
            in.setLimits(LIMITS);
            dataset = in.dataset();
            in.readDataset();
        } catch (DicomParseException e) {
            assertNotNull(e.reason(), what);
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
        return dataset;
    }
}
