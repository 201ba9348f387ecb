package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.pixel.PixelDescription;

/**
 * How an object is to be converted.
 *
 * @param conversion what the user is told
 * @param decoder undoes the source's encoding, null if its frames are native
 * @param encoder makes the result's encoding, null if its frames are to be native
 * @param decoded the source's frames once native
 * @param prepared the frames as the encoder takes them
 * @param result what is to stand beside the converted frames
 */
record Plan(
        Conversion conversion,
        PixelCodec decoder,
        PixelCodec encoder,
        PixelDescription decoded,
        PixelDescription prepared,
        PixelDescription result) {

    /** A plan that touches no frame. */
    static Plan without(Conversion conversion) {
        return new Plan(conversion, null, null, null, null, null);
    }
}
