package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerReader;

/**
 * A scan header (T.81 section B.2.3).
 *
 * @param components indexes of the scan's components in the frame header
 * @param dcTables Tdj by component of the scan
 * @param acTables Taj by component of the scan
 * @param start Ss: first coefficient, or the predictor of the lossless process
 * @param end Se: last coefficient
 * @param high Ah: bit position of the scan before in successive approximation
 * @param low Al: bit position, or the point transform
 */
record ScanHeader(int[] components, int[] dcTables, int[] acTables, int start, int end, int high, int low) {

    static ScanHeader read(MarkerReader in, FrameHeader frame) throws CodecException {
        int count = in.readByte();
        if (count < 1 || count > frame.components().length) {
            throw in.broken("scan of " + count + " components");
        }
        int[] components = new int[count];
        int[] dcTables = new int[count];
        int[] acTables = new int[count];
        int least = 0;
        for (int i = 0; i < count; i++) {
            int id = in.readByte();
            int tables = in.readByte();
            int index = least;
            while (index < frame.components().length && frame.components()[index].id() != id) {
                index++;
            }
            // B.2.3: the components of a scan come in the order of the frame header
            if (index == frame.components().length) {
                throw in.broken("scan of component " + id + ", which is not in the frame or not in its order");
            }
            components[i] = index;
            least = index + 1;
            dcTables[i] = tables >> 4;
            acTables[i] = tables & 15;
            if (dcTables[i] > 3 || acTables[i] > 3) {
                throw in.broken("number of a Huffman table is above 3");
            }
        }
        int start = in.readByte();
        int end = in.readByte();
        int approximation = in.readByte();
        return new ScanHeader(components, dcTables, acTables, start, end, approximation >> 4, approximation & 15);
    }
}
