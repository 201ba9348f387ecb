package io.cameldicom.dicom.render;

/**
 * Rows in another size. A cubic (Catmull-Rom) where it grows; where it shrinks the cubic is as wide as the pixels that
 * become one, so that no line of the image falls between two pixels. As many source rows are kept as it is high.
 */
final class ScaledRows implements PixelRows {

    /** Which source pixels make a pixel, and how much of each. */
    private static final class Weights {
        final int[] first;
        final float[][] weights;

        Weights(int source, int target) {
            first = new int[target];
            weights = new float[target][];
            double scale = (double) source / target;
            double stretch = Math.max(1, scale);
            for (int i = 0; i < target; i++) {
                double center = (i + 0.5) * scale - 0.5;
                int from = (int) Math.floor(center - 2 * stretch) + 1;
                int to = (int) Math.floor(center + 2 * stretch);
                int low = Math.max(0, from);
                int high = Math.min(source - 1, to);
                float[] of = new float[high - low + 1];
                double sum = 0;
                for (int s = from; s <= to; s++) {
                    double weight = cubic((s - center) / stretch);
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

        private static double cubic(double x) {
            double t = Math.abs(x);
            if (t < 1) {
                return (1.5 * t - 2.5) * t * t + 1;
            }
            return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
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

    ScaledRows(PixelRows rows, int width, int height) {
        this.rows = rows;
        this.width = width;
        this.height = height;
        this.horizontal = new Weights(rows.width(), width);
        this.vertical = new Weights(rows.height(), height);
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
