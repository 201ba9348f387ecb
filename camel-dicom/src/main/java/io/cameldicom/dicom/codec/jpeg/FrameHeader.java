package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerReader;
import io.cameldicom.dicom.pixel.PixelDescription;

/**
 * A frame header (T.81 section B.2.2).
 *
 * @param process the second byte of its marker: the coding process
 * @param precision bits of a sample
 * @param lines height in samples, 0 where a DNL segment tells it
 * @param columns width in samples
 */
record FrameHeader(int process, int precision, int lines, int columns, Component[] components) {

    /**
     * @param id Ci
     * @param horizontal sampling factor Hi
     * @param vertical sampling factor Vi
     * @param quantization table Tqi
     */
    record Component(int id, int horizontal, int vertical, int quantization) {}

    /** Reads a header and compares it with the attributes, before anything of its size is allocated. */
    static FrameHeader read(int process, MarkerReader in, PixelDescription pixels) throws CodecException {
        int precision = in.readByte();
        int lines = in.readUnsignedShort();
        int columns = in.readUnsignedShort();
        Component[] components = new Component[in.readByte()];
        if (lines != 0 && lines != pixels.rows() || columns != pixels.columns()) {
            throw in.broken("stream of " + lines + " lines and " + columns + " columns, the attributes say "
                    + pixels.rows() + " and " + pixels.columns());
        }
        if (components.length != pixels.samplesPerPixel()) {
            throw in.broken(
                    "stream of " + components.length + " components, Samples per Pixel is " + pixels.samplesPerPixel());
        }
        if (precision > pixels.bitsAllocated() || !isAllowed(precision, process)) {
            throw in.broken("precision of " + precision + " bits does not fit its process or the "
                    + pixels.bitsAllocated() + " bits allocated");
        }
        for (int i = 0; i < components.length; i++) {
            int id = in.readByte();
            int factors = in.readByte();
            int quantization = in.readByte();
            components[i] = new Component(id, factors >> 4, factors & 15, quantization);
            if (!isFactor(factors >> 4) || !isFactor(factors & 15) || quantization > 3) {
                throw in.broken("sampling factors or quantization table of component " + id + " are out of range");
            }
        }
        if (components.length == 1) {
            // one component is never interleaved, whatever its factors say (A.2.2)
            components[0] = new Component(components[0].id, 1, 1, components[0].quantization);
        }
        return new FrameHeader(process, precision, pixels.rows(), columns, components);
    }

    private static boolean isAllowed(int precision, int process) {
        return switch (process) {
            case Markers.SOF0_BASELINE -> precision == 8;
            case Markers.SOF3_LOSSLESS -> precision >= 2 && precision <= 16;
            default -> precision == 8 || precision == 12;
        };
    }

    private static boolean isFactor(int factor) {
        return factor >= 1 && factor <= 4;
    }

    int maxHorizontal() {
        int most = 1;
        for (Component component : components) {
            most = Math.max(most, component.horizontal);
        }
        return most;
    }

    int maxVertical() {
        int most = 1;
        for (Component component : components) {
            most = Math.max(most, component.vertical);
        }
        return most;
    }
}
