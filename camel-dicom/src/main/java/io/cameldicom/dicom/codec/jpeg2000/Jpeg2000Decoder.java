package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.pixel.PixelDescription;

/** Decodes one frame. Not thread-safe. */
final class Jpeg2000Decoder {
    private static final int MOST_PRECISION = 30;

    private final EncodedFrame frame;
    private final boolean lossless;
    private final PixelDescription pixels;
    private final FrameSamples target;
    private ImageSize size;
    /** Separation of the frame's columns on the reference grid. */
    private int dx;

    private int dy;

    /**
     * @param lossless the transfer syntax says so: no packet may be missing
     * @param pixels what is to be made of it
     */
    Jpeg2000Decoder(EncodedFrame encoded, boolean lossless, PixelDescription pixels, byte[] target)
            throws CodecException {
        this.frame = Jp2Boxes.codestreamOf(encoded);
        this.lossless = lossless;
        this.pixels = pixels;
        this.target = new FrameSamples(target, pixels);
    }

    void decode() throws CodecException {
        CodestreamReader reader = new CodestreamReader(frame);
        size = reader.readSize();
        checkSize();
        TileDecoder decoder =
                new TileDecoder(frame, size.components(), new StepBudget(pixels.pixels() * pixels.samplesPerPixel()));
        for (TileData tile : reader.readTiles()) {
            Rectangle bounds = size.tile(tile.index);
            write(decoder.decode(tile, bounds, lossless), bounds);
        }
    }

    private void checkSize() throws CodecException {
        int components = size.components().size();
        if (components != pixels.samplesPerPixel()) {
            throw mismatch(components + " components, Samples per Pixel is " + pixels.samplesPerPixel()
                    + "; several frames in one codestream, as Part 2 has them, are not supported");
        }
        dx = 255;
        dy = 255;
        for (Component component : size.components()) {
            dx = Math.min(dx, component.dx());
            dy = Math.min(dy, component.dy());
            if (component.precision() > Math.min(MOST_PRECISION, pixels.bitsAllocated())) {
                throw mismatch(component.precision() + " bits a sample, Bits Allocated is " + pixels.bitsAllocated());
            }
        }
        Component densest = new Component(1, false, dx, dy);
        if (size.width(densest) != pixels.columns() || size.height(densest) != pixels.rows()) {
            throw mismatch(size.height(densest) + " rows and " + size.width(densest) + " columns, the attributes say "
                    + pixels.rows() + " and " + pixels.columns());
        }
    }

    private CodecException mismatch(String what) {
        return new CodecException("codestream of " + what, Math.min(frame.length(), 4));
    }

    private void write(DecodedTile tile, Rectangle bounds) throws CodecException {
        Rectangle onFrame = bounds.subsampled(dx, dy);
        int left = onFrame.x0() - (int) Grid.ceilDiv(size.x0(), dx);
        int top = onFrame.y0() - (int) Grid.ceilDiv(size.y0(), dy);
        for (int c = 0; c < tile.components().length; c++) {
            Component component = tile.components()[c].component;
            int[] samples = tile.samples()[c];
            fit(samples, component);
            Rectangle part = tile.components()[c].bounds;
            if (part.isEmpty() && !onFrame.isEmpty()) {
                throw new CodecException("tile without a sample of component " + c + ": subsampled too far");
            }
            boolean dense = component.dx() == dx && component.dy() == dy;
            int[] line = dense ? samples : new int[onFrame.width()];
            for (int y = 0; y < onFrame.height(); y++) {
                int at = y * part.width();
                if (!dense) {
                    spread(samples, part, component, onFrame, y, line);
                    at = 0;
                }
                target.write(top + y, left, c, line, at, onFrame.width());
            }
        }
    }

    /**
     * Makes values of the component those of Pixel Representation: where the two differ, the bits stay and are read in
     * the other way. Lossy compression of more bits than are stored may leave errors above High Bit; they are cut off, as
     * other decoders do.
     */
    private void fit(int[] samples, Component component) {
        int bits = lossless ? component.precision() : Math.min(component.precision(), pixels.highBit() + 1);
        if (component.signed() == pixels.signed() && bits == component.precision()) {
            return;
        }
        int unused = 32 - bits;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = pixels.signed() ? samples[i] << unused >> unused : samples[i] << unused >>> unused;
        }
    }

    /** A line of the frame from a subsampled component: each sample stands for those up to the next. */
    private void spread(int[] samples, Rectangle part, Component component, Rectangle onFrame, int y, int[] line) {
        int row = nearest((long) (onFrame.y0() + y) * dy / component.dy(), part.y0(), part.y1());
        for (int x = 0; x < line.length; x++) {
            int column = nearest((long) (onFrame.x0() + x) * dx / component.dx(), part.x0(), part.x1());
            line[x] = samples[row * part.width() + column];
        }
    }

    private static int nearest(long at, int start, int end) {
        return (int) Math.max(start, Math.min(end - 1, at)) - start;
    }
}
