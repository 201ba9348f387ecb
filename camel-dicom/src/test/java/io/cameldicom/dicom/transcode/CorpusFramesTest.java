package io.cameldicom.dicom.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.Corpus;
import io.cameldicom.dicom.io.ReadLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The frames of every image of the corpus, in whatever transfer syntax, against what other decoders make of them. */
class CorpusFramesTest {

    @TestFactory
    Stream<DynamicTest> every_frame_is_what_the_oracle_says() throws IOException {
        Map<String, String> notDecoded = Corpus.reasons("frames-not-decoded.tsv");
        return Corpus.entries()
                .filter(entry -> PixelOracle.of(entry) != null)
                .map(entry -> entry.test(each -> {
                    if (notDecoded.containsKey(each.name())) {
                        Exception refusal = assertThrows(
                                TranscodeException.class, () -> open(each).decoded(0));
                        assertTrue(refusal.getMessage().endsWith("no codec for it is installed"), refusal.getMessage());
                    } else {
                        Assumptions.assumeTrue(hasCodec(each), "no codec yet");
                        PixelOracle.of(each).assertEqual(open(each));
                    }
                }));
    }

    /** Broken files: frames, or an error that says what is wrong, in bounded time and memory. */
    @TestFactory
    Stream<DynamicTest> broken_files_give_frames_or_a_clear_error() throws IOException {
        return Corpus.entries()
                .filter(entry -> entry.name().startsWith("broken/"))
                .map(entry -> entry.test(each -> Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
                    try {
                        Frames frames = open(each);
                        for (int i = 0; i < frames.count(); i++) {
                            assertEquals(frames.decoded().frameLength(), frames.decoded(i).length);
                        }
                    } catch (IOException e) {
                        assertTrue(e.getMessage().length() > 10, e.toString());
                    }
                })));
    }

    static Frames open(Corpus.Entry entry) throws IOException {
        return Frames.open(DataSetSource.ofFile(entry.path()), ReadLimits.DEFAULT);
    }

    static boolean hasCodec(Corpus.Entry entry) {
        TransferSyntax syntax = TransferSyntax.of(entry.transferSyntax());
        return !syntax.encapsulated()
                || PixelCodecs.installed().decoderOf(syntax.uid()).isPresent();
    }
}
