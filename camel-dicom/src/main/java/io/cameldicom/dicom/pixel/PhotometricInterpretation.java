package io.cameldicom.dicom.pixel;

import java.util.Locale;

/** The intended interpretation of the samples of a pixel: Photometric Interpretation (0028,0004), PS3.3 C.7.6.3.1.2. */
public enum PhotometricInterpretation {
    MONOCHROME1("MONOCHROME1", 1),
    MONOCHROME2("MONOCHROME2", 1),
    PALETTE_COLOR("PALETTE COLOR", 1),
    RGB("RGB", 3),
    YBR_FULL("YBR_FULL", 3),
    YBR_FULL_422("YBR_FULL_422", 3),
    YBR_PARTIAL_420("YBR_PARTIAL_420", 3),
    YBR_ICT("YBR_ICT", 3),
    YBR_RCT("YBR_RCT", 3),
    XYB("XYB", 3),
    /** Retired. */
    YBR_PARTIAL_422("YBR_PARTIAL_422", 3),
    /** Retired. */
    HSV("HSV", 3),
    /** Retired. */
    ARGB("ARGB", 4),
    /** Retired. */
    CMYK("CMYK", 4);

    private final String term;
    private final int samplesPerPixel;

    PhotometricInterpretation(String term, int samplesPerPixel) {
        this.term = term;
        this.samplesPerPixel = samplesPerPixel;
    }

    /** The defined term as it stands in the attribute, such as {@code PALETTE COLOR}. */
    public String term() {
        return term;
    }

    /** Samples per Pixel (0028,0002) that goes with this interpretation. */
    public int samplesPerPixel() {
        return samplesPerPixel;
    }

    /** Whether the first of three samples is luminance and the two others are chrominance. */
    public boolean isYbr() {
        return term.startsWith("YBR_");
    }

    /** Whether a native pixel pair shares its chrominance: four samples for two pixels, Y Y Cb Cr. */
    public boolean isHorizontallySubsampled() {
        return this == YBR_FULL_422 || this == YBR_PARTIAL_422;
    }

    /**
     * @param term the value of the attribute; case and outer blanks do not matter
     * @throws IllegalArgumentException if the standard does not define the term
     */
    public static PhotometricInterpretation of(String term) {
        String wanted = term.trim().toUpperCase(Locale.ROOT);
        for (PhotometricInterpretation each : values()) {
            if (each.term.equals(wanted)) {
                return each;
            }
        }
        throw new IllegalArgumentException("Photometric Interpretation (0028,0004) is no term of PS3.3 C.7.6.3.1.2");
    }
}
