package io.cameldicom.dicom.pixel;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;

/**
 * The Image Pixel attributes that say how one frame is laid out (PS3.3 C.7.6.3, PS3.5 section 8.1.1). Immutable.
 *
 * @param rows Rows (0028,0010), 1 to 65535
 * @param columns Columns (0028,0011), 1 to 65535
 * @param samplesPerPixel Samples per Pixel (0028,0002), 1 to 4
 * @param bitsAllocated Bits Allocated (0028,0100), 1 or a multiple of 8 up to 64
 * @param bitsStored Bits Stored (0028,0101), 1 to bitsAllocated
 * @param highBit High Bit (0028,0102), bitsStored - 1 to bitsAllocated - 1
 * @param signed Pixel Representation (0028,0103) is 1: two's complement
 * @param photometricInterpretation Photometric Interpretation (0028,0004)
 * @param planarConfiguration Planar Configuration (0028,0006): 0 color by pixel, 1 color by plane; 0 for one sample
 */
public record PixelDescription(
        int rows,
        int columns,
        int samplesPerPixel,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        PhotometricInterpretation photometricInterpretation,
        int planarConfiguration) {

    /** @throws IllegalArgumentException if a value is out of the range named above; the message names the attribute */
    public PixelDescription {
        require(rows >= 1 && rows <= 0xFFFF, "Rows (0028,0010)", rows);
        require(columns >= 1 && columns <= 0xFFFF, "Columns (0028,0011)", columns);
        require(samplesPerPixel >= 1 && samplesPerPixel <= 4, "Samples per Pixel (0028,0002)", samplesPerPixel);
        require(
                bitsAllocated == 1 || bitsAllocated > 0 && bitsAllocated % 8 == 0 && bitsAllocated <= 64,
                "Bits Allocated (0028,0100)",
                bitsAllocated);
        require(bitsStored >= 1 && bitsStored <= bitsAllocated, "Bits Stored (0028,0101)", bitsStored);
        require(highBit >= bitsStored - 1 && highBit < bitsAllocated, "High Bit (0028,0102)", highBit);
        require(
                planarConfiguration == 0 || planarConfiguration == 1 && samplesPerPixel > 1,
                "Planar Configuration (0028,0006)",
                planarConfiguration);
    }

    private static void require(boolean holds, String attribute, int value) {
        if (!holds) {
            throw new IllegalArgumentException(attribute + " of " + value + " does not describe an image");
        }
    }

    /**
     * The Image Pixel attributes of a data set. High Bit is taken as Bits Stored - 1 and Planar Configuration as 0 where
     * they are missing, the latter also where it has no meaning.
     *
     * @throws IllegalArgumentException naming the attribute that is missing or out of range
     */
    public static PixelDescription of(Attributes attributes) {
        int samplesPerPixel = attributes.getInt(Tag.SamplesPerPixel, 1);
        int bitsStored = attributes.getInt(Tag.BitsStored, attributes.getInt(Tag.BitsAllocated, 0));
        String photometricInterpretation = attributes.getString(Tag.PhotometricInterpretation);
        if (photometricInterpretation == null) {
            throw new IllegalArgumentException("Photometric Interpretation (0028,0004) is missing");
        }
        return new PixelDescription(
                attributes.getInt(Tag.Rows, 0),
                attributes.getInt(Tag.Columns, 0),
                samplesPerPixel,
                attributes.getInt(Tag.BitsAllocated, 0),
                bitsStored,
                attributes.getInt(Tag.HighBit, bitsStored - 1),
                attributes.getInt(Tag.PixelRepresentation, 0) == 1,
                PhotometricInterpretation.of(photometricInterpretation),
                samplesPerPixel == 1 ? 0 : attributes.getInt(Tag.PlanarConfiguration, 0));
    }

    /** A description of one unsigned sample a pixel in the low bits, the commonest in radiology. */
    public static PixelDescription monochrome(int rows, int columns, int bitsAllocated, int bitsStored) {
        return new PixelDescription(
                rows,
                columns,
                1,
                bitsAllocated,
                bitsStored,
                bitsStored - 1,
                false,
                PhotometricInterpretation.MONOCHROME2,
                0);
    }

    /** A description of color by pixel, eight bits a sample. */
    public static PixelDescription rgb(int rows, int columns) {
        return new PixelDescription(rows, columns, 3, 8, 8, 7, false, PhotometricInterpretation.RGB, 0);
    }

    public PixelDescription withPhotometricInterpretation(PhotometricInterpretation interpretation) {
        return new PixelDescription(
                rows,
                columns,
                samplesPerPixel,
                bitsAllocated,
                bitsStored,
                highBit,
                signed,
                interpretation,
                planarConfiguration);
    }

    public PixelDescription withPlanarConfiguration(int configuration) {
        return new PixelDescription(
                rows,
                columns,
                samplesPerPixel,
                bitsAllocated,
                bitsStored,
                highBit,
                signed,
                photometricInterpretation,
                configuration);
    }

    /** Two's complement samples if {@code twosComplement}, the same layout otherwise. */
    public PixelDescription withSigned(boolean twosComplement) {
        return new PixelDescription(
                rows,
                columns,
                samplesPerPixel,
                bitsAllocated,
                bitsStored,
                highBit,
                twosComplement,
                photometricInterpretation,
                planarConfiguration);
    }

    /** Samples of so many bits, in the low bits of the cells. */
    public PixelDescription withBitsStored(int stored) {
        return new PixelDescription(
                rows,
                columns,
                samplesPerPixel,
                bitsAllocated,
                stored,
                stored - 1,
                signed,
                photometricInterpretation,
                planarConfiguration);
    }

    /**
     * The precision for a codestream to have that loses nothing: that of the values, but not so little that other
     * decoders, which go by it alone, would take the cells for narrower than they are. DCMTK and GDCM decode 8 bits to
     * cells of a byte whatever Bits Allocated says, or refuse them; DCMTK's JPEG-LS refuses fewer.
     */
    public int codedPrecision() {
        return Math.max(highBit + 1, bitsAllocated > Byte.SIZE ? Byte.SIZE + 1 : Byte.SIZE);
    }

    /** Pixels of a frame. */
    public long pixels() {
        return (long) rows * columns;
    }

    /**
     * Bytes of a native frame that starts on a byte of its own. One-bit pixels are packed from the lowest bit of the
     * first byte (PS3.5 section 8.1.1); in native YBR_FULL_422 two pixels share their chrominance.
     */
    public long frameLength() {
        if (bitsAllocated == 1) {
            return (pixels() * samplesPerPixel + 7) / 8;
        }
        int samples = photometricInterpretation.isHorizontallySubsampled() ? 2 : samplesPerPixel;
        return pixels() * samples * (bitsAllocated / 8);
    }

    /** Distance in samples from a sample to the same sample of the pixel on its right. */
    public int pixelStride() {
        return planarConfiguration == 0 ? samplesPerPixel : 1;
    }

    /** Distance in samples from a sample to the next sample of the same pixel. */
    public int sampleStride() {
        return planarConfiguration == 0 ? 1 : rows * columns;
    }
}
