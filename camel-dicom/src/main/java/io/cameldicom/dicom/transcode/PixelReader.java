package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.EncodedFrame;
import java.io.IOException;

/** Gets one frame out of pixel data, decoding what is encoded. Thread-safe. */
interface PixelReader {

    /** A native frame, little endian. */
    byte[] decoded(int frame) throws IOException;

    /** A frame as it lies in its fragments. */
    EncodedFrame encoded(int frame) throws IOException;
}
