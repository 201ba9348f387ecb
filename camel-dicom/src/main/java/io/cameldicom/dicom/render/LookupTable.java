package io.cameldicom.dicom.render;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;

/**
 * A lookup table (PS3.3 C.11.1.1 and C.7.6.3.1.5): values below the first mapped get the first entry, those above the
 * last one the last.
 *
 * @param first the value that the first entry is for
 * @param bits of an entry
 */
public record LookupTable(int first, int bits, int[] entries) {

    private static final int MOST_ENTRIES = 65_536;

    /**
     * @param item what holds both elements
     * @param signedInput whether the values looked up may be negative
     */
    public static LookupTable of(Attributes item, int descriptorTag, int dataTag, boolean signedInput)
            throws RenderException {
        Descriptor descriptor = Descriptor.of(item, descriptorTag, signedInput);
        int[] entries = entries(item, dataTag, descriptor.entries());
        return new LookupTable(descriptor.first(), descriptor.bits(), entries);
    }

    /** @param entries how many there are; 0 in the data set stands for 65536 */
    public record Descriptor(int entries, int first, int bits) {

        public static Descriptor of(Attributes item, int tag, boolean signedInput) throws RenderException {
            int[] values = item.getInts(tag);
            if (values == null || values.length < 3) {
                throw new RenderException("LUT descriptor " + Tag.format(tag) + " is missing or has not three values");
            }
            int entries = values[0] & 0xFFFF;
            int first = signedInput ? (short) values[1] : values[1] & 0xFFFF;
            int bits = values[2] & 0xFFFF;
            if (bits < 1 || bits > 16) {
                throw new RenderException("LUT descriptor " + Tag.format(tag) + " says " + bits + " bits an entry");
            }
            return new Descriptor(entries == 0 ? MOST_ENTRIES : entries, first, bits);
        }
    }

    /** Entries of 8 bits may be packed, two in a word. */
    private static int[] entries(Attributes item, int tag, int count) throws RenderException {
        byte[] bytes = item.getBytes(tag);
        if (bytes == null || bytes.length < count) {
            throw new RenderException(
                    "LUT data " + Tag.format(tag) + " is missing or shorter than its descriptor says");
        }
        int[] entries = new int[count];
        boolean packed = bytes.length < 2 * count;
        for (int i = 0; i < count; i++) {
            entries[i] = packed ? bytes[item.bigEndian() ? i ^ 1 : i] & 0xFF : word(bytes, i, item.bigEndian());
        }
        return entries;
    }

    static int word(byte[] bytes, int index, boolean bigEndian) {
        int low = bytes[2 * index + (bigEndian ? 1 : 0)] & 0xFF;
        int high = bytes[2 * index + (bigEndian ? 0 : 1)] & 0xFF;
        return high << 8 | low;
    }

    public int get(double value) {
        double index = Math.rint(value) - first;
        return entries[index <= 0 ? 0 : index >= entries.length ? entries.length - 1 : (int) index];
    }

    /** An entry as a part of the largest one its bits allow, 0 to 1. */
    public double getNormalized(double value) {
        return Math.min(1, get(value) / (double) ((1 << bits) - 1));
    }
}
