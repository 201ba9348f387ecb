package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.data.Attributes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Every file of the corpus is read as two other toolkits read it. */
class CorpusReadTest {

    @TestFactory
    Stream<DynamicTest> reads_the_same_attributes_as_the_oracle_from_a_stream() throws IOException {
        return tests(e -> check(e, new DicomInputStream(new ByteArrayInputStream(e.bytes()))));
    }

    @TestFactory
    Stream<DynamicTest> reads_the_same_attributes_as_the_oracle_from_memory() throws IOException {
        return tests(e -> check(e, new DicomInputStream(e.bytes(), 0, e.bytes().length, null)));
    }

    @TestFactory
    Stream<DynamicTest> reads_the_same_attributes_as_the_oracle_with_bulk_data_left_in_the_file() throws IOException {
        return tests(
                e -> check(e, new DicomInputStream(e.path()).setBulkDataPolicy(BulkDataPolicy.above(64, e.path()))));
    }

    @TestFactory
    Stream<DynamicTest> says_what_it_tolerated_and_tolerates_nothing_when_strict() throws IOException {
        Map<String, String> tolerated = Corpus.reasons("tolerated.tsv");
        Map<String, String> differing = Corpus.reasons("read-differently.tsv");
        return Corpus.entries()
                .filter(e -> e.expect() == Corpus.Expect.OK || e.expect() == Corpus.Expect.LENIENT)
                .filter(e -> !differing.getOrDefault(e.name(), "").contains("refused"))
                .map(entry -> entry.test(e -> {
                    String expected = tolerated.getOrDefault(e.name(), "");
                    try (DicomInputStream lenient = new DicomInputStream(e.path());
                            DicomInputStream strict = new DicomInputStream(e.path()).setLenient(false)) {
                        lenient.readDataset();
                        String found = lenient.tolerances().stream()
                                .map(Tolerance::name)
                                .collect(Collectors.joining(" "));
                        assertEquals(expected, found, e.name());
                        if (expected.isEmpty()) {
                            strict.readDataset();
                        } else {
                            assertThrows(DicomParseException.class, strict::readDataset, e.name());
                        }
                    }
                }));
    }

    /** A file that the list names must differ, or the list is wrong. */
    private static Stream<DynamicTest> tests(ThrowingConsumer<Corpus.Entry> check) throws IOException {
        Map<String, String> differing = Corpus.reasons("read-differently.tsv");
        return Corpus.entries()
                .map(entry -> entry.test(e -> {
                    if (differing.containsKey(e.name())) {
                        assertThrows(
                                Throwable.class, () -> check.accept(e), e.name() + " is named in read-differently.tsv");
                    } else {
                        check.accept(e);
                    }
                }));
    }

    private static void check(Corpus.Entry entry, DicomInputStream in) throws IOException {
        try (in) {
            switch (entry.expect()) {
                case OK, LENIENT -> compare(entry, in, in.readDataset());
                case PARTIAL -> {
                    assertThrows(DicomParseException.class, in::readDataset);
                    compare(entry, in, in.dataset());
                }
                case REJECT -> assertThrows(DicomParseException.class, in::readDataset);
                case HOSTILE -> readHostile(entry, in);
            }
        }
    }

    /** Nested too deeply, or large but within the limits. */
    private static void readHostile(Corpus.Entry entry, DicomInputStream in) throws IOException {
        if (entry.expectedJson() == null) {
            assertThrows(DicomParseException.class, in::readDataset);
        } else {
            compare(entry, in, in.readDataset());
        }
    }

    private static void compare(Corpus.Entry entry, DicomInputStream in, Attributes actual) throws IOException {
        Path json = entry.expectedJson();
        if (json == null) {
            assertNotNull(actual);
            return;
        }
        List<String> differences =
                ExpectedJson.differences(json, actual, in.transferSyntax().explicitVr());
        assertEquals("", String.join("\n", differences), entry.name());
    }
}
