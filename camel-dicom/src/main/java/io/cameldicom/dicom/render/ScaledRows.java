package io.cameldicom.dicom.render;

/**
 * Rows in another size. Where it grows by the kernel, as a rule a cubic; where it shrinks the kernel is as wide as the pixels that
 * become one, so that no line of the image falls between two pixels. As many source rows are kept as it is high.
 */
public final class ScaledRows implements PixelRows {

    /** How a pixel is made of those around it. */
    public enum Kernel {
        /** Triangle: between two pixels. */
        LINEAR(1) {
            @Override
            double weight(double distance) {
                return Math.max(0, 1 - distance);
            }
        },
        /** Catmull-Rom: of four pixels, sharper. */
        CUBIC(2) {
            @Override
            double weight(double distance) {
                if (distance < 1) {
                    return (1.5 * distance - 2.5) * distance * distance + 1;
                }
                return distance < 2 ? ((-0.5 * distance + 2.5) * distance - 4) * distance + 2 : 0;
            }
        };

        private final int radius;

        Kernel(int radius) {
            this.radius = radius;
        }

        abstract double weight(double distance);
    }

    /** Which source pixels make a pixel, and how much of each. */
    private static final class Weights {
        final int[] first;
        final float[][] weights;

        Weights(int source, int target, Kernel kernel) {
            first = new int[target];
            weights = new float[target][];
            double scale = (double) source / target;
            double stretch = Math.max(1, scale);
            for (int i = 0; i < target; i++) {
                double center = (i + 0.5) * scale - 0.5;
                int from = (int) Math.floor(center - kernel.radius * stretch) + 1;
                int to = (int) Math.floor(center + kernel.radius * stretch);
                int low = Math.max(0, from);
                int high = Math.min(source - 1, to);
                float[] of = new float[high - low + 1];
                double sum = 0;
                for (int s = from; s <= to; s++) {
                    double weight = kernel.weight(Math.abs(s - center) / stretch);
                    sum += weight;
                    of[Math.min(high, Math.max(low, s)) - low] += (float) weight; // the edge goes on beyond the edge
                }
                for (int s = 0; s < of.length; s++) {
                    of[s] /= (float) sum;
                }
                first[i] = low;
                weights[i] = of;
            }
        }
    }

    private final PixelRows rows;
    private final int width;
    private final int height;
    private final Weights horizontal;
    private final Weights vertical;
    /** Source rows in their new width, by row modulo how many there are. */
    private final float[][] window;

    private final int[] sourceRow;
    private int nextSourceRow;

    /**
     * @param width columns wanted, at least 1
     * @param height rows wanted, at least 1
     */
    public ScaledRows(PixelRows rows, int width, int height) {
        this(rows, width, height, Kernel.CUBIC);
    }

    /** @see #ScaledRows(PixelRows, int, int) */
    public ScaledRows(PixelRows rows, int width, int height, Kernel kernel) {
        this.rows = rows;
        this.width = width;
        this.height = height;
        this.horizontal = new Weights(rows.width(), width, kernel);
        this.vertical = new Weights(rows.height(), height, kernel);
        int most = 0;
        for (float[] of : vertical.weights) {
            most = Math.max(most, of.length);
        }
        this.window = new float[most][width * rows.samples()];
        this.sourceRow = new int[rows.width() * rows.samples()];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int samples() {
        return rows.samples();
    }

    @Override
    public int maximum() {
        return rows.maximum();
    }

    @Override
    public void read(int y, int[] row) {
        int first = vertical.first[y];
        float[] weights = vertical.weights[y];
        while (nextSourceRow < first + weights.length) {
            rows.read(nextSourceRow, sourceRow);
            scaleRow(window[nextSourceRow % window.length]);
            nextSourceRow++;
        }
        for (int x = 0; x < row.length; x++) {
            float sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * window[(first + i) % window.length][x];
            }
            row[x] = (int) Math.min(maximum(), Math.max(0, sum + 0.5f));
        }
    }

    private void scaleRow(float[] into) {
        int samples = rows.samples();
        for (int x = 0; x < width; x++) {
            int first = horizontal.first[x];
            float[] weights = horizontal.weights[x];
            for (int sample = 0; sample < samples; sample++) {
                float sum = 0;
                int at = first * samples + sample;
                for (float weight : weights) {
                    sum += weight * sourceRow[at];
                    at += samples;
                }
                into[x * samples + sample] = sum;
            }
        }
    }
}
