package io.cameldicom.print;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * One image on a film, or an empty place for one: Basic Grayscale or Color Image Box (PS3.3 C.13.5). Immutable if nobody
 * changes the data sets it hands out, which is forbidden. The pixels stay where they are, a file as a rule, and can be
 * read as long as the {@link PrintJob} is open, as often as wanted, by any number of threads.
 */
public final class ImageBox {

    private final String sopInstanceUid;
    private final int position;
    private final Attributes attributes;
    private final Attributes image;
    private final BulkData pixels;
    private final PixelDescription description;
    private final PresentationLut presentationLut;

    private ImageBox(
            String sopInstanceUid,
            int position,
            Attributes attributes,
            Attributes image,
            BulkData pixels,
            PresentationLut presentationLut) {
        this.sopInstanceUid = sopInstanceUid;
        this.position = position;
        this.attributes = attributes;
        this.image = image;
        this.pixels = pixels;
        this.description = image == null ? null : PixelDescription.of(image);
        this.presentationLut = presentationLut;
    }

    /** A place on the film nothing is printed in. */
    public static ImageBox empty(String sopInstanceUid, int position) {
        return new ImageBox(sopInstanceUid, position, new Attributes(), null, null, null);
    }

    /**
     * An image box.
     *
     * @param sopInstanceUid null if it has none yet
     * @param position Image Box Position (2020,0010), from 1 on
     * @param attributes of the image box without the image; those of an image sequence are left out
     * @param image the item of the Basic Grayscale or Color Image Sequence, with Pixel Data (7FE0,0010) in memory or as bulk
     *     data, not compressed and little endian; null for none
     * @param presentationLut for this image in the place of the film's; null for none
     * @throws IllegalArgumentException if the image is not described, naming the attribute, or has no pixel data
     */
    public static ImageBox of(
            String sopInstanceUid,
            int position,
            Attributes attributes,
            Attributes image,
            PresentationLut presentationLut) {
        Attributes own = without(attributes, Tag.BasicGrayscaleImageSequence, Tag.BasicColorImageSequence);
        if (image == null) {
            return new ImageBox(sopInstanceUid, position, own, null, null, presentationLut);
        }
        return new ImageBox(
                sopInstanceUid, position, own, without(image, Tag.PixelData), pixelsOf(image), presentationLut);
    }

    private static Attributes without(Attributes attributes, int... tags) {
        int[] kept = Arrays.stream(attributes.tags())
                .filter(tag -> Arrays.stream(tags).noneMatch(other -> other == tag))
                .toArray();
        Attributes copy = new Attributes();
        copy.addSelected(attributes, kept);
        return copy;
    }

    private static BulkData pixelsOf(Attributes image) {
        BulkData reference = image.getBulkData(Tag.PixelData);
        if (reference != null) {
            return reference;
        }
        byte[] bytes = image.getBytes(Tag.PixelData);
        if (bytes == null) {
            throw new IllegalArgumentException("Pixel Data (7FE0,0010) is missing or compressed");
        }
        return BulkData.of(
                (offset, length) -> new ByteArrayInputStream(bytes, (int) offset, (int) length),
                0,
                bytes.length,
                false);
    }

    /** SOP Instance UID; null if it has none yet. */
    public String sopInstanceUid() {
        return sopInstanceUid;
    }

    /** Image Box Position (2020,0010), from 1 on. */
    public int position() {
        return position;
    }

    /** What was set for the box, without image and pixels; not to be changed. */
    public Attributes attributes() {
        return attributes;
    }

    /** Whether nothing is printed here. */
    public boolean isEmpty() {
        return image == null;
    }

    /** Whether the image is in color. */
    public boolean isColor() {
        return description != null && description.samplesPerPixel() > 1;
    }

    /**
     * The item of the image sequence without Pixel Data: the Image Pixel attributes and whatever else came with them; null
     * if the box is empty. Not to be changed.
     */
    public Attributes image() {
        return image;
    }

    /** Rows, columns, bits, photometric interpretation; null if the box is empty. */
    public PixelDescription pixels() {
        return description;
    }

    /** Where the pixel data is, little endian; null if the box is empty. */
    public BulkData pixelData() {
        return pixels;
    }

    /**
     * The pixel data from its start: native, little endian, {@link PixelDescription#frameLength} bytes; to be closed.
     *
     * @throws IOException if the job has been closed
     * @throws IllegalStateException if the box is empty
     */
    public InputStream openPixels() throws IOException {
        if (pixels == null) {
            throw new IllegalStateException("Image box " + position + " is empty");
        }
        return pixels.openStream();
    }

    /** The modification list of the N-SET that fills a printer's box like this (PS3.4 H.4.3.1.2.1), pixels by reference. */
    public Attributes modificationList() {
        Attributes list = new Attributes(attributes);
        list.setInt(Tag.ImageBoxPosition, VR.US, position);
        if (image != null) {
            Attributes item = new Attributes(image);
            item.setBulkData(Tag.PixelData, VR.OW, pixels);
            list.newSequence(isColor() ? Tag.BasicColorImageSequence : Tag.BasicGrayscaleImageSequence)
                    .add(item);
        }
        return list;
    }

    /** Polarity (2020,0020) is REVERSE: black and white change places. */
    public boolean isReversed() {
        return "REVERSE".equalsIgnoreCase(attributes.getString(Tag.Polarity));
    }

    /** Magnification Type (2010,0060) of this image; null for the film's. */
    public String magnificationType() {
        return attributes.getString(Tag.MagnificationType);
    }

    /** Smoothing Type (2010,0080) of this image; null for the film's. */
    public String smoothingType() {
        return attributes.getString(Tag.SmoothingType);
    }

    /** Requested Image Size (2020,0030): wanted width of the image in millimeters; 0 for as large as the box. */
    public double requestedImageSize() {
        return Math.max(0, attributes.getDouble(Tag.RequestedImageSize, 0));
    }

    /** Requested Decimate/Crop Behavior (2020,0040): DECIMATE, CROP or FAIL; null for the printer's. */
    public String decimateCropBehavior() {
        return attributes.getString(Tag.RequestedDecimateCropBehavior);
    }

    /** The presentation LUT of this image alone; null for the {@linkplain Film#presentationLut() film's}. */
    public PresentationLut presentationLut() {
        return presentationLut;
    }

    /** Position and size; no values of a patient. */
    @Override
    public String toString() {
        return "ImageBox[" + position + ", "
                + (image == null ? "empty" : Objects.toString(description.columns()) + "x" + description.rows()) + "]";
    }
}
