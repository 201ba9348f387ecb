package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.xml.XmlReader;
import io.cameldicom.dicom.xml.XmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What becomes XML of the Native DICOM Model and comes back still is what the oracle has. */
class CorpusXmlTest {

    @TestFactory
    Stream<DynamicTest> xml_keeps_every_value() throws IOException {
        Set<String> left = Corpus.reasons("read-differently.tsv").keySet();
        return Corpus.entries()
                .filter(entry -> entry.expect() == Corpus.Expect.OK || entry.expect() == Corpus.Expect.LENIENT)
                .filter(entry -> entry.expectedJson() != null && !left.contains(entry.name()))
                .map(entry -> entry.test(CorpusXmlTest::check));
    }

    private static void check(Corpus.Entry entry) throws IOException {
        byte[] file = entry.bytes();
        try (DicomInputStream in = new DicomInputStream(file, 0, file.length, null)) {
            Attributes read = XmlReader.parse(XmlWriter.toString(in.readDataset()));
            List<String> differences = ExpectedJson.differences(
                    entry.expectedJson(), read, in.transferSyntax().explicitVr());
            assertEquals("", String.join("\n", differences), entry.name());
        }
    }
}
