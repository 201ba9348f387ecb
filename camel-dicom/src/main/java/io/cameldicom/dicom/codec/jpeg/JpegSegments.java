package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerWriter;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.nio.ByteBuffer;

/** Marker segments that the encoders have in common (T.81 section B.2). */
final class JpegSegments {
    private JpegSegments() {}

    /**
     * The components are numbered from 1; chrominance has quantization table 1.
     *
     * @param horizontal sampling factor Hi of the first component; all other factors are 1
     */
    static void putFrameHeader(MarkerWriter out, int process, int precision, PixelDescription pixels, int horizontal)
            throws CodecException {
        int samples = pixels.samplesPerPixel();
        ByteBuffer body = ByteBuffer.allocate(6 + 3 * samples)
                .put((byte) precision)
                .putShort((short) pixels.rows())
                .putShort((short) pixels.columns())
                .put((byte) samples);
        for (int i = 0; i < samples; i++) {
            int factors = (i == 0 ? horizontal : 1) << 4 | 1;
            int quantization = process == Markers.SOF3_LOSSLESS || i == 0 ? 0 : 1;
            body.put((byte) (i + 1)).put((byte) factors).put((byte) quantization);
        }
        out.putSegment(process, body.array());
    }

    static void putRestartInterval(MarkerWriter out, int units) throws CodecException {
        out.putSegment(Markers.DRI, (byte) (units >> 8), (byte) units);
    }
}
