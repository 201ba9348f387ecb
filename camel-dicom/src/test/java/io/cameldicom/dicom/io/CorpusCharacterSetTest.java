package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Text raised to Unicode, and put back into the character set it came in, is what the oracle has. */
class CorpusCharacterSetTest {

    @TestFactory
    Stream<DynamicTest> raising_and_re_encoding_keep_every_text() throws IOException {
        Map<String, String> differing = Corpus.reasons("read-differently.tsv");
        return Corpus.entries()
                .filter(entry -> entry.expect() == Corpus.Expect.OK && entry.expectedJson() != null)
                .filter(entry -> entry.name().startsWith("charset/") && !differing.containsKey(entry.name()))
                .map(entry -> entry.test(CorpusCharacterSetTest::check));
    }

    private static void check(Corpus.Entry entry) throws IOException {
        try (DicomInputStream in = new DicomInputStream(entry.path())) {
            Attributes dataset = in.readDataset();
            String[] terms = dataset.getStrings(Tag.SpecificCharacterSet);
            dataset.setSpecificCharacterSet("ISO_IR 192");
            assertSame(entry, dataset, in);
            if (terms != null && !entry.name().contains("SQEncoding")) {
                // where items have other sets than the data set around, its own cannot hold them
                dataset.setSpecificCharacterSet(terms);
                assertEquals(String.join("\\", terms), String.join("\\", dataset.getStrings(Tag.SpecificCharacterSet)));
                assertSame(entry, dataset, in);
            }
        }
    }

    private static void assertSame(Corpus.Entry entry, Attributes dataset, DicomInputStream in) throws IOException {
        var differences = ExpectedJson.differences(
                entry.expectedJson(), dataset, in.transferSyntax().explicitVr());
        assertEquals("", String.join("\n", differences), entry.name());
    }
}
