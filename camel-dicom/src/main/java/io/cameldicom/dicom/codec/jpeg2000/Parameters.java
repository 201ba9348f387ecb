package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the marker segments of the main header, or of the tile-part headers of one tile, say of how tiles are coded. A
 * tile's segments come before those of the main header, in each a component's before the general one (T.800 section
 * A.6).
 */
final class Parameters {
    private static final int MOST_LEVELS = 32;
    private static final int MOST_BLOCK_EXPONENT = 10;
    private static final int MOST_BLOCK_AREA_EXPONENT = 12;
    private static final int MOST_REGION_SHIFT = 255;

    private final Parameters main;
    private final int components;
    private CodingStyle codingStyle;
    private ComponentStyle generalStyle;
    private ComponentStyle[] styles;
    private Quantization generalQuantization;
    private Quantization[] quantizations;
    private int[] regionShifts;
    private final List<ProgressionVolume> progression = new ArrayList<>();

    /** @param main the parameters of the main header, null for these themselves */
    Parameters(Parameters main, int components) {
        this.main = main;
        this.components = components;
    }

    /** Those of a codestream to be written: the same for all components. */
    static Parameters of(CodingStyle codingStyle, ComponentStyle style, Quantization quantization, int components) {
        Parameters parameters = new Parameters(null, components);
        parameters.codingStyle = codingStyle;
        parameters.generalStyle = style;
        parameters.generalQuantization = quantization;
        return parameters;
    }

    CodingStyle codingStyle() {
        return codingStyle != null || main == null ? codingStyle : main.codingStyle();
    }

    ComponentStyle componentStyle(int component) {
        if (styles != null && styles[component] != null) {
            return styles[component];
        }
        return generalStyle != null || main == null ? generalStyle : main.componentStyle(component);
    }

    Quantization quantization(int component) {
        if (quantizations != null && quantizations[component] != null) {
            return quantizations[component];
        }
        return generalQuantization != null || main == null ? generalQuantization : main.quantization(component);
    }

    /** Bits by which a region of interest was shifted up (annex H), 0 if there is none. */
    int regionShift(int component) {
        if (regionShifts != null && regionShifts[component] >= 0) {
            return regionShifts[component];
        }
        return main == null ? 0 : main.regionShift(component);
    }

    /** The order of packets: that of the POC marker segments, or the one of the coding style. */
    List<ProgressionVolume> progression() {
        if (!progression.isEmpty()) {
            return progression;
        }
        if (main != null && codingStyle == null) {
            return main.progression();
        }
        CodingStyle style = codingStyle();
        return main != null && !main.progression.isEmpty()
                ? main.progression
                : List.of(new ProgressionVolume(0, 0, style.layers(), MOST_LEVELS + 1, components, style.order()));
    }

    /** A.6.1 */
    void readCodingStyle(MarkerReader in) throws CodecException {
        int flags = in.readByte();
        Progression order = order(in);
        int layers = in.readUnsignedShort();
        if (layers == 0) {
            throw in.broken("coding style without a layer");
        }
        int transform = in.readByte();
        if ((transform & ~1) != 0) {
            throw in.broken("component transforms of Part 2, by arrays or wavelets, are not supported");
        }
        codingStyle = new CodingStyle(order, layers, transform == 1);
        generalStyle = readStyle(in, (flags & 1) != 0);
    }

    /** A.6.2 */
    void readComponentStyle(MarkerReader in) throws CodecException {
        int component = readComponent(in);
        if (styles == null) {
            styles = new ComponentStyle[components];
        }
        boolean ownPrecincts = (in.readByte() & 1) != 0;
        styles[component] = readStyle(in, ownPrecincts);
    }

    /** A.6.4 */
    void readQuantization(MarkerReader in) throws CodecException {
        generalQuantization = Quantization.read(in);
    }

    /** A.6.5 */
    void readComponentQuantization(MarkerReader in) throws CodecException {
        int component = readComponent(in);
        if (quantizations == null) {
            quantizations = new Quantization[components];
        }
        quantizations[component] = Quantization.read(in);
    }

    /** A.6.3 */
    void readRegionOfInterest(MarkerReader in) throws CodecException {
        int component = readComponent(in);
        if (in.readByte() != 0) {
            throw in.broken("region of interest of a style that is not defined");
        }
        if (regionShifts == null) {
            regionShifts = new int[components];
            Arrays.fill(regionShifts, -1);
        }
        regionShifts[component] = Math.min(in.readByte(), MOST_REGION_SHIFT);
    }

    /** A.6.6; segments of later tile-parts add to the earlier ones. */
    void readProgressionChanges(MarkerReader in) throws CodecException {
        int entryLength = components < 257 ? 7 : 9;
        while (in.remaining() >= entryLength) {
            int firstResolution = in.readByte();
            int firstComponent = readComponentNumber(in);
            int layerEnd = in.readUnsignedShort();
            int resolutionEnd = in.readByte();
            int componentEnd = readComponentNumber(in);
            // 0 stands for 256 where the field has one byte
            componentEnd = componentEnd == 0 ? components : Math.min(componentEnd, components);
            progression.add(new ProgressionVolume(
                    firstResolution, firstComponent, layerEnd, resolutionEnd, componentEnd, order(in)));
        }
    }

    private static Progression order(MarkerReader in) throws CodecException {
        int code = in.readByte();
        if (code >= Progression.values().length) {
            throw in.broken("progression order " + code + " is not defined");
        }
        return Progression.values()[code];
    }

    private int readComponent(MarkerReader in) throws CodecException {
        int component = readComponentNumber(in);
        if (component >= components) {
            throw in.broken("component " + component + " of " + components);
        }
        return component;
    }

    private int readComponentNumber(MarkerReader in) throws CodecException {
        return components < 257 ? in.readByte() : in.readUnsignedShort();
    }

    private static ComponentStyle readStyle(MarkerReader in, boolean ownPrecincts) throws CodecException {
        int levels = in.readByte();
        if (levels > MOST_LEVELS) {
            throw in.broken(levels + " decomposition levels: at most " + MOST_LEVELS + " are allowed");
        }
        int width = (in.readByte() & 0xF) + 2;
        int height = (in.readByte() & 0xF) + 2;
        if (width > MOST_BLOCK_EXPONENT || height > MOST_BLOCK_EXPONENT || width + height > MOST_BLOCK_AREA_EXPONENT) {
            throw in.broken("code-blocks of 2^" + width + " by 2^" + height + " coefficients");
        }
        int blockStyle = readBlockStyle(in);
        int transform = in.readByte();
        if (transform > 1) {
            throw in.broken("wavelet transform " + transform + " is not of Part 1");
        }
        byte[] precincts = new byte[levels + 1];
        for (int i = 0; i <= levels; i++) {
            int exponents = ownPrecincts ? in.readByte() : 0xFF;
            if (i > 0 && ((exponents & 0xF) == 0 || exponents >> 4 == 0)) {
                throw in.broken("precincts of one sample above the lowest resolution");
            }
            precincts[i] = (byte) exponents;
        }
        return new ComponentStyle(levels, width, height, blockStyle, transform == 1, precincts);
    }

    /** Table A.18, with T.814 table A.4. */
    private static int readBlockStyle(MarkerReader in) throws CodecException {
        int style = in.readByte();
        if ((style & BlockStyle.MIXED) != 0) {
            throw in.broken("code-blocks of Part 1 and Part 15 side by side are not supported");
        }
        boolean highThroughput = (style & BlockStyle.HIGH_THROUGHPUT) != 0;
        if (highThroughput && style != (style & (BlockStyle.HIGH_THROUGHPUT | BlockStyle.VERTICALLY_CAUSAL))) {
            throw in.broken(String.format("style %02X of high-throughput code-blocks is not defined", style));
        }
        return style;
    }
}
