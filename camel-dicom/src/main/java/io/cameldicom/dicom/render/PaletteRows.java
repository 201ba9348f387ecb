package io.cameldicom.dicom.render;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.util.Arrays;

/** The rows of a PALETTE COLOR frame (PS3.3 C.7.6.3.1.5), in red, green, blue of eight bits. */
final class PaletteRows implements PixelRows {
    private static final int[] DESCRIPTORS = {
        Tag.RedPaletteColorLookupTableDescriptor,
        Tag.GreenPaletteColorLookupTableDescriptor,
        Tag.BluePaletteColorLookupTableDescriptor
    };
    private static final int[] DATA = {
        Tag.RedPaletteColorLookupTableData, Tag.GreenPaletteColorLookupTableData, Tag.BluePaletteColorLookupTableData
    };
    private static final int[] SEGMENTED = {
        Tag.SegmentedRedPaletteColorLookupTableData,
        Tag.SegmentedGreenPaletteColorLookupTableData,
        Tag.SegmentedBluePaletteColorLookupTableData
    };
    /** As many as three bytes for each of 65536 entries, so that expanding takes little. */
    private static final int MOST_SEGMENTED_BYTES = 1 << 20;

    private final PixelDescription pixels;
    private final StoredValues values;
    private final LookupTable[] palette = new LookupTable[3];

    PaletteRows(byte[] frame, PixelDescription pixels, Attributes image) throws RenderException {
        if (pixels.bitsStored() > 16) {
            throw new RenderException("a palette of " + pixels.bitsStored() + " bits cannot be shown");
        }
        this.pixels = pixels;
        this.values = new StoredValues(frame, pixels, false);
        boolean small = true;
        for (int color = 0; color < 3; color++) {
            palette[color] = table(image, color);
            small &= Arrays.stream(palette[color].entries()).allMatch(entry -> entry <= 0xFF);
        }
        for (int color = 0; color < 3; color++) {
            palette[color] = eightBits(palette[color], small);
        }
    }

    private LookupTable table(Attributes image, int color) throws RenderException {
        if (image.containsValue(DATA[color])) {
            return LookupTable.of(image, DESCRIPTORS[color], DATA[color], pixels.signed());
        }
        LookupTable.Descriptor descriptor = LookupTable.Descriptor.of(image, DESCRIPTORS[color], pixels.signed());
        byte[] segments = image.getBytes(SEGMENTED[color]);
        if (segments == null || segments.length > MOST_SEGMENTED_BYTES) {
            throw new RenderException("palette data " + Tag.format(DATA[color]) + " is missing, and "
                    + Tag.format(SEGMENTED[color]) + " is missing or too long");
        }
        int unitBytes = descriptor.bits() <= 8 ? 1 : 2;
        int[] units = new int[segments.length / unitBytes];
        for (int i = 0; i < units.length; i++) {
            units[i] = unitBytes == 1 ? segments[i] & 0xFF : LookupTable.word(segments, i, image.bigEndian());
        }
        int[] entries = SegmentedLut.expand(units, unitBytes, descriptor.entries());
        return new LookupTable(descriptor.first(), descriptor.bits(), entries);
    }

    /** Palettes are met that say 16 bits and have entries of eight. */
    private static LookupTable eightBits(LookupTable table, boolean small) {
        int shift = small ? 0 : Math.max(0, table.bits() - 8);
        int[] entries = Arrays.stream(table.entries())
                .map(entry -> entry >> shift & 0xFF)
                .toArray();
        return new LookupTable(table.first(), 8, entries);
    }

    @Override
    public int width() {
        return pixels.columns();
    }

    @Override
    public int height() {
        return pixels.rows();
    }

    @Override
    public int samples() {
        return 3;
    }

    @Override
    public int maximum() {
        return 255;
    }

    @Override
    public void read(int y, int[] row) {
        int[] bits = new int[pixels.columns()];
        values.readBits(y, bits);
        for (int x = 0; x < bits.length; x++) {
            long value = values.value(bits[x]);
            for (int color = 0; color < 3; color++) {
                row[3 * x + color] = palette[color].get(value);
            }
        }
    }
}
