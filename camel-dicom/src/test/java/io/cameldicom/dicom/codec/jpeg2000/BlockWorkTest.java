package io.cameldicom.dicom.codec.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code-blocks of large tiles, which several threads share. */
class BlockWorkTest {
    private static final int BLOCKS = 1000;

    @ParameterizedTest
    @ValueSource(longs = {1, 1L << 30})
    void each_block_is_worked_on_once(long coefficients) throws CodecException {
        AtomicIntegerArray times = new AtomicIntegerArray(BLOCKS);
        BlockWork.run(BLOCKS, coefficients, () -> times::incrementAndGet);
        assertEquals(
                BLOCKS,
                IntStream.range(0, BLOCKS).filter(i -> times.get(i) == 1).count());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1L << 30})
    void an_error_reaches_the_caller(long coefficients) {
        CodecException thrown = assertThrows(
                CodecException.class,
                () -> BlockWork.run(BLOCKS, coefficients, () -> block -> {
                    if (block == 500) {
                        throw new CodecException("broken", 7);
                    }
                }));
        assertEquals("broken", thrown.reason());
        assertEquals(7, thrown.position());
    }

    @Test
    void a_large_image_comes_back_without_loss() throws CodecException {
        PixelDescription pixels = Images.describe(1024, 700, 1, 16, false);
        byte[] frame = Images.frame(pixels, Images.Content.SMOOTH, 9);
        byte[] codestream = OpenJpegReadsOursTest.encode(UID.JPEG2000Lossless, frame, pixels, CodecParameters.DEFAULTS);
        assertArrayEquals(frame, OpenJpegStreamsTest.decode(UID.JPEG2000Lossless, codestream, pixels));
    }
}
