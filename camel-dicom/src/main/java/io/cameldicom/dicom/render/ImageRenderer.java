package io.cameldicom.dicom.render;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.transcode.Frames;
import java.io.IOException;

/**
 * Makes pictures of the frames of an image. Grayscale goes through Modality LUT, VOI LUT and Presentation LUT shape
 * (PS3.4 N.2.1), palettes and YBR become RGB; supplemental palettes, ICC profiles, shutters and presentation states
 * have no effect. Pixels that are not square are made so. Immutable; thread-safe as long as nobody changes the
 * attributes.
 */
public final class ImageRenderer {
    private final Attributes image;
    private final PixelDescription pixels;

    /**
     * @param image the attributes of the image; not copied
     * @param pixels what the frames are after decompression
     */
    public ImageRenderer(Attributes image, PixelDescription pixels) {
        this.image = image;
        this.pixels = pixels;
    }

    /**
     * @param frame a native frame, little endian
     * @param number which frame it is, from 1
     * @throws RenderException if such pixels cannot be shown, or what belongs to them is missing
     * @throws IllegalArgumentException if the frame is shorter than its description says
     * @throws IndexOutOfBoundsException if the image has no such frame
     */
    public Picture render(byte[] frame, int number, RenderOptions options) throws RenderException {
        if (frame.length < pixels.frameLength()) {
            throw new IllegalArgumentException(
                    "frame of " + frame.length + " bytes: must be at least " + pixels.frameLength());
        }
        if (pixels.pixels() > Integer.MAX_VALUE) {
            throw new RenderException("a frame of " + pixels.columns() + "x" + pixels.rows() + " is too large");
        }
        if (pixels.samplesPerPixel() != pixels.photometricInterpretation().samplesPerPixel()) {
            throw new RenderException("photometric interpretation "
                    + pixels.photometricInterpretation().term() + " does not go with "
                    + pixels.samplesPerPixel() + " samples per pixel");
        }
        PixelRows rows = rows(frame, number, options);
        int bits = rows.samples() == 1 ? options.bits() : 8;
        if (options.overlays()) {
            StoredValues cells = pixels.samplesPerPixel() == 1 ? new StoredValues(frame, pixels, false) : null;
            rows = new OverlayRows(rows, Overlay.of(image), number, cells);
        }
        PresentationSize size = PresentationSize.of(new FrameAttributes(image, number), image, rows, options);
        if (size.width() != rows.width() || size.height() != rows.height()) {
            rows = new ScaledRows(rows, size.width(), size.height());
        }
        return Picture.of(rows, bits);
    }

    /**
     * Reads a frame and renders it.
     *
     * @param number which frame, from 1
     * @throws IOException if the frame cannot be read, decoded or shown
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public static Picture render(Frames frames, int number, RenderOptions options) throws IOException {
        byte[] frame = frames.decoded(number - 1);
        return new ImageRenderer(frames.attributes(), frames.decoded()).render(frame, number, options);
    }

    private PixelRows rows(byte[] frame, int number, RenderOptions options) throws RenderException {
        return switch (pixels.photometricInterpretation()) {
            case MONOCHROME1, MONOCHROME2 -> new GrayPipeline(image, number, pixels, frame)
                    .rows(options.voi(), options.bits());
            case PALETTE_COLOR -> new PaletteRows(frame, pixels, image);
            default -> new ColorRows(frame, pixels);
        };
    }
}
