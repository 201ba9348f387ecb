package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What was read and not changed is written back byte for byte. */
class CorpusRoundTripTest {

    private static final Set<Corpus.Expect> READABLE = Set.of(Corpus.Expect.OK, Corpus.Expect.LENIENT);

    @TestFactory
    Stream<DynamicTest> writes_back_every_byte_from_a_stream() throws IOException {
        return tests(e -> new DicomInputStream(new ByteArrayInputStream(e.bytes())));
    }

    @TestFactory
    Stream<DynamicTest> writes_back_every_byte_from_memory() throws IOException {
        return tests(e -> new DicomInputStream(e.bytes(), 0, e.bytes().length, null));
    }

    @TestFactory
    Stream<DynamicTest> writes_back_every_byte_with_bulk_data_left_in_the_file() throws IOException {
        return tests(e -> new DicomInputStream(e.path()).setBulkDataPolicy(BulkDataPolicy.above(64, e.path())));
    }

    @TestFactory
    Stream<DynamicTest> writes_back_every_byte_of_a_deep_copy() throws IOException {
        return readable()
                .map(entry -> entry.test(e -> {
                    try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(e.bytes()))) {
                        Attributes dataset = in.readDataset();
                        TransferSyntax syntax = in.transferSyntax();
                        byte[] written = DicomOutputStream.encode(dataset, syntax);
                        assertArrayEquals(written, DicomOutputStream.encode(new Attributes(dataset), syntax));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> measures_what_it_writes_in_every_uncompressed_syntax() throws IOException {
        return readable()
                .map(entry -> entry.test(e -> {
                    try (DicomInputStream in = new DicomInputStream(new ByteArrayInputStream(e.bytes()))) {
                        Attributes dataset = in.readDataset();
                        for (TransferSyntax syntax : TransferSyntax.resolve("uncompressed")) {
                            assertEquals(
                                    DicomOutputStream.encode(dataset, syntax).length,
                                    DicomOutputStream.lengthOf(dataset, syntax),
                                    e.name() + " in " + syntax);
                        }
                    }
                }));
    }

    private interface Opener {
        DicomInputStream open(Corpus.Entry entry) throws IOException;
    }

    private static Stream<Corpus.Entry> readable() throws IOException {
        Map<String, String> unread = Corpus.reasons("read-differently.tsv");
        return Corpus.entries()
                .filter(entry -> READABLE.contains(entry.expect()))
                .filter(entry -> !unread.getOrDefault(entry.name(), "").contains("refused"));
    }

    /** A file that the list names must differ, or the list is wrong; its data set must be the same even so. */
    private static Stream<DynamicTest> tests(Opener opener) throws IOException {
        Map<String, String> differing = Corpus.reasons("written-differently.tsv");
        return readable()
                .map(entry -> entry.test(e -> {
                    byte[] file = e.bytes();
                    byte[] written = rewrite(opener, e);
                    if (differing.containsKey(e.name())) {
                        assertFalse(Arrays.equals(file, written), e.name() + " is named in written-differently.tsv");
                        assertArrayEquals(canonical(file), canonical(written), e.name());
                    } else {
                        assertEquals(-1, Arrays.mismatch(file, written), e.name() + ": first byte that differs");
                    }
                }));
    }

    private static byte[] canonical(byte[] file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file, 0, file.length, null)) {
            return DicomOutputStream.encode(in.readDataset(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    private static byte[] rewrite(Opener opener, Corpus.Entry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DicomInputStream in = opener.open(entry)) {
            Attributes dataset = in.readDataset();
            try (DicomOutputStream out = new DicomOutputStream(bytes, in.transferSyntax())) {
                if (in.fileMetaInformation() != null) {
                    out.writeFileMetaInformation(in.fileMetaInformation());
                }
                out.writeDataset(dataset);
            }
        }
        return bytes.toByteArray();
    }
}
