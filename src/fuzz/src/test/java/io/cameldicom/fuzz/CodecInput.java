package io.cameldicom.fuzz;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;

/** The input of a codec's target: six bytes of what stands beside the frame, then the compressed frame. */
final class CodecInput {

    private static final int HEADER = 6;
    private static final int SIGNED = 1;

    private static final PhotometricInterpretation[] GREY = {
        PhotometricInterpretation.MONOCHROME2, PhotometricInterpretation.PALETTE_COLOR
    };
    private static final PhotometricInterpretation[] COLOR = {
        PhotometricInterpretation.RGB,
        PhotometricInterpretation.YBR_FULL,
        PhotometricInterpretation.YBR_FULL_422,
        PhotometricInterpretation.YBR_RCT,
        PhotometricInterpretation.YBR_ICT
    };

    private CodecInput() {}

    /** Decodes the frame in the syntax its first byte chooses; fails on anything but a frame or its refusal. */
    static void decode(byte[] input, String... syntaxes) {
        if (input.length < HEADER) {
            return;
        }
        String syntax = syntaxes[(input[0] & 0xFF) % syntaxes.length];
        PixelDescription pixels = pixels(input);
        PixelCodec codec = PixelCodecs.installed().decoderOf(syntax).orElseThrow();
        try {
            byte[] target =
                    new byte[Math.toIntExact(codec.decoded(syntax, pixels).frameLength())];
            codec.decode(syntax, new EncodedFrame(input, HEADER, input.length), pixels, target);
        } catch (CodecException e) {
            if (e.position() > input.length) {
                throw new AssertionError("fails behind the end of the frame", e);
            }
        }
    }

    /** What {@link #decode} makes a frame of these pixels in the syntax of this index. */
    static byte[] of(int syntax, PixelDescription pixels, EncodedFrame frame) {
        byte[] input = new byte[HEADER + frame.length()];
        input[0] = (byte) syntax;
        input[1] = (byte) (pixels.rows() - 1);
        input[2] = (byte) (pixels.columns() - 1);
        input[3] = (byte) (pixels.samplesPerPixel() == 1 ? 0 : 1 | photometric(pixels) << 1);
        input[4] = (byte) (pixels.bitsStored() - 1);
        input[5] = (byte) (pixels.signed() ? SIGNED : 0);
        System.arraycopy(frame.bytes(), frame.start(), input, HEADER, frame.length());
        return input;
    }

    private static PixelDescription pixels(byte[] input) {
        boolean color = (input[3] & 1) != 0;
        PhotometricInterpretation[] kinds = color ? COLOR : GREY;
        int stored = 1 + (input[4] & 0xF);
        return new PixelDescription(
                1 + (input[1] & 0xFF),
                1 + (input[2] & 0xFF),
                color ? 3 : 1,
                stored > 8 ? 16 : 8,
                stored,
                stored - 1,
                (input[5] & SIGNED) != 0,
                kinds[(input[3] >> 1 & 0x7F) % kinds.length],
                0);
    }

    private static int photometric(PixelDescription pixels) {
        for (int i = 0; i < COLOR.length; i++) {
            if (COLOR[i] == pixels.photometricInterpretation()) {
                return i;
            }
        }
        return 0;
    }
}
