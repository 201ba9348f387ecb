package io.cameldicom.dicom.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.FunctionalGroups;
import io.cameldicom.dicom.dict.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each frame of the enhanced images of the corpus is given is what the oracle has for it. */
class CorpusFunctionalGroupsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> every_frame_has_its_position_and_the_spacing_of_the_oracle() throws IOException {
        return Corpus.entries()
                .filter(entry -> entry.expect() == Corpus.Expect.OK && hasFrames(entry))
                .map(entry -> entry.test(CorpusFunctionalGroupsTest::check));
    }

    private static boolean hasFrames(Corpus.Entry entry) {
        try {
            return entry.expectedJson() != null && oracle(entry).has("52009230");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode oracle(Corpus.Entry entry) throws IOException {
        JsonNode oracle = MAPPER.readTree(entry.expectedJson().toFile());
        return oracle.isArray() ? oracle.get(0) : oracle;
    }

    private static void check(Corpus.Entry entry) throws IOException {
        JsonNode oracle = oracle(entry);
        JsonNode shared = oracle.at("/52009229/Value/0");
        JsonNode perFrame = oracle.at("/52009230/Value");
        try (DicomInputStream in = new DicomInputStream(entry.path())) {
            FunctionalGroups groups = FunctionalGroups.of(in.readDataset());
            assertEquals(perFrame.size(), groups.frames(), entry.name());
            for (int number = 1; number <= groups.frames(); number++) {
                JsonNode own = perFrame.get(number - 1);
                Attributes frame = groups.frame(number).asSingleFrame();
                assertDoubles(own, shared, "/00209113/Value/0/00200032/Value", frame, Tag.ImagePositionPatient);
                assertDoubles(own, shared, "/00209116/Value/0/00200037/Value", frame, Tag.ImageOrientationPatient);
                assertDoubles(own, shared, "/00289110/Value/0/00280030/Value", frame, Tag.PixelSpacing);
                assertDoubles(own, shared, "/00289132/Value/0/00281050/Value", frame, Tag.WindowCenter);
                assertDoubles(own, shared, "/00289145/Value/0/00281053/Value", frame, Tag.RescaleSlope);
                assertNotNull(groups.frame(number).group(Tag.FrameContentSequence));
            }
        }
    }

    private static void assertDoubles(JsonNode own, JsonNode shared, String path, Attributes frame, int tag) {
        JsonNode expected = own.at(path).isMissingNode() ? shared.at(path) : own.at(path);
        if (!expected.isMissingNode()) {
            double[] values = StreamSupport.stream(expected.spliterator(), false)
                    .mapToDouble(JsonNode::asDouble)
                    .toArray();
            assertArrayEquals(values, frame.getDoubles(tag), 1e-9, Tag.format(tag));
        }
    }
}
