package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;

/** A component of a tile: its resolutions and sub-bands (T.800 annex B). Not thread-safe. */
final class TileComponent {
    final Rectangle bounds;
    final ComponentStyle style;
    final Component component;
    final int regionShift;
    final Resolution[] resolutions;

    /**
     * @param tile on the reference grid
     * @throws CodecException if quantization steps are missing, or there are too many samples
     */
    TileComponent(Rectangle tile, Component component, Parameters parameters, int index) throws CodecException {
        this.component = component;
        this.bounds = tile.subsampled(component.dx(), component.dy());
        this.style = parameters.componentStyle(index);
        this.regionShift = parameters.regionShift(index);
        Quantization quantization = parameters.quantization(index);
        if (!quantization.covers(style.levels())) {
            throw new CodecException("quantization steps are missing for " + style.levels() + " decomposition levels");
        }
        if (bounds.area() > Integer.MAX_VALUE / 4) {
            throw new CodecException("tile of " + bounds.area() + " samples: too large to be decoded");
        }
        resolutions = new Resolution[style.levels() + 1];
        int offset = 0;
        double[] gains = IrreversibleSynthesis.gains(this);
        for (int r = 0; r < resolutions.length; r++) {
            Subband[] bands = new Subband[r == 0 ? 1 : 3];
            for (int b = 0; b < bands.length; b++) {
                int orientation = r == 0 ? Subband.LL : b + 1;
                double gain = gains[4 * r + orientation];
                bands[b] = subband(quantization, r, orientation, offset, gain);
                offset += (int) bands[b].bounds.area();
            }
            resolutions[r] = new Resolution(resolutionBounds(r), bands, style, r);
        }
    }

    Rectangle resolutionBounds(int resolution) {
        return bounds.reduced(style.levels() - resolution);
    }

    private Subband subband(Quantization quantization, int resolution, int orientation, int offset, double gain) {
        int levels = resolution == 0 ? style.levels() : style.levels() - resolution + 1;
        Rectangle band = bounds.subband(levels, orientation & 1, orientation >> 1);
        int bits = quantization.magnitudeBits(resolution, orientation);
        double step = style.reversible()
                ? 1
                : quantization.step(resolution, orientation, component.precision() + Subband.gain(orientation));
        return new Subband(orientation, levels, band, offset, bits + regionShift, step, style.reversible() ? 1 : gain);
    }

    /** Coefficients, as many as samples. */
    int area() {
        return (int) bounds.area();
    }
}
