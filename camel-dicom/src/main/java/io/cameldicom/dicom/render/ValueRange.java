package io.cameldicom.dicom.render;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.pixel.PixelDescription;

/** A range of values of the modality's unit, ends included. */
record ValueRange(double smallest, double largest) {

    /** The values the pixels could have. */
    static ValueRange possible(PixelDescription pixels, ModalityTransform modality) {
        Collector all = new Collector(modality);
        if (modality.lut() != null) {
            return new ValueRange(0, (1 << modality.lut().bits()) - 1);
        }
        double count = Math.pow(2, pixels.bitsStored());
        all.add(pixels.signed() ? -count / 2 : 0);
        all.add(pixels.signed() ? count / 2 - 1 : count - 1);
        return all.range();
    }

    /**
     * The values the pixels of a frame have, but for pixel padding (PS3.3 C.7.5.1.1.2); null where they have none or
     * only one.
     */
    static ValueRange of(StoredValues values, PixelDescription pixels, Attributes image, ModalityTransform modality) {
        Padding padding = Padding.of(image, pixels);
        Collector found = new Collector(modality);
        if (GrayRows.hasTable(pixels)) {
            boolean[] seen = new boolean[1 << pixels.bitsStored()];
            int[] row = new int[pixels.columns()];
            for (int y = 0; y < pixels.rows(); y++) {
                values.readBits(y, row);
                for (int bits : row) {
                    seen[bits] = true;
                }
            }
            for (int bits = 0; bits < seen.length; bits++) {
                if (seen[bits] && !padding.contains(values.value(bits))) {
                    found.add(values.value(bits));
                }
            }
        } else {
            for (int y = 0; y < pixels.rows(); y++) {
                for (int x = 0; x < pixels.columns(); x++) {
                    double value = values.value(y, x);
                    if (!padding.contains(value)) {
                        found.add(value);
                    }
                }
            }
        }
        return found.range();
    }

    private static final class Collector {
        private final ModalityTransform modality;
        private double smallest = Double.POSITIVE_INFINITY;
        private double largest = Double.NEGATIVE_INFINITY;

        Collector(ModalityTransform modality) {
            this.modality = modality;
        }

        void add(double stored) {
            double value = modality.apply(stored);
            if (!Double.isFinite(value)) {
                return;
            }
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }

        ValueRange range() {
            return smallest < largest ? new ValueRange(smallest, largest) : null;
        }
    }

    /** Pixel Padding Value (0028,0120) to Pixel Padding Range Limit (0028,0121), which may be the smaller one. */
    private record Padding(double from, double to) {

        static Padding of(Attributes image, PixelDescription pixels) {
            if (!image.containsValue(Tag.PixelPaddingValue)) {
                return new Padding(Double.NaN, Double.NaN);
            }
            double value = padding(image, Tag.PixelPaddingValue, pixels);
            double limit = image.containsValue(Tag.PixelPaddingRangeLimit)
                    ? padding(image, Tag.PixelPaddingRangeLimit, pixels)
                    : value;
            return new Padding(Math.min(value, limit), Math.max(value, limit));
        }

        /** The sign is that of the pixels, whatever VR a sender has given it. */
        private static double padding(Attributes image, int tag, PixelDescription pixels) {
            int bits = image.getInt(tag, 0);
            return pixels.signed() ? (short) bits : bits & 0xFFFF;
        }

        boolean contains(double value) {
            return value >= from && value <= to;
        }
    }
}
