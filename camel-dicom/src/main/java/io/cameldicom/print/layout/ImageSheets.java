package io.cameldicom.print.layout;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.render.ImageRenderer;
import io.cameldicom.dicom.render.Picture;
import io.cameldicom.dicom.render.RenderOptions;
import io.cameldicom.dicom.transcode.Frames;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.ImageDisplayFormat;
import io.cameldicom.print.PresentationLut;
import io.cameldicom.print.PrintJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays images out on films, one after the other, as many films as they need. Each is rendered once, with its window, and its
 * pixels are kept by the store; one frame is in memory at a time. For one thread.
 */
public final class ImageSheets {
    /** Columns and rows for up to as many images, of upright films. */
    private static final int[][] USUAL = {{1, 1}, {1, 2}, {2, 2}, {2, 3}, {3, 3}, {3, 4}, {4, 4}, {4, 5}};

    private record Sheet(Attributes image, BulkData pixels, boolean color) {}

    private final PrintRequest request;
    private final PixelStore store;
    private final List<Sheet> sheets = new ArrayList<>();
    private final boolean color;

    /** @param color whether the job is one of color; see {@link #isColor} */
    public ImageSheets(PrintRequest request, PixelStore store, boolean color) {
        this.request = request;
        this.store = store;
        this.color = color;
    }

    /** Whether an image is seen in color: has three samples, or a palette. */
    public static boolean isColor(Attributes image) {
        return image.getInt(Tag.SamplesPerPixel, 1) > 1
                || "PALETTE COLOR".equals(image.getString(Tag.PhotometricInterpretation));
    }

    /** @throws IOException if a frame cannot be read or shown */
    public void add(Frames frames) throws IOException {
        int count = request.allFrames() ? frames.count() : 1;
        for (int frame = 1; frame <= count; frame++) {
            Picture picture = ImageRenderer.render(
                    frames, frame, RenderOptions.DEFAULT.withVoi(request.voi()).withBits(request.bits()));
            sheets.add(sheet(color ? inColor(picture) : inGrayscale(picture)));
        }
    }

    private Sheet sheet(Picture picture) throws IOException {
        boolean isColor = picture.samples() == 3;
        int bits = picture.bits();
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, picture.samples());
        image.setString(Tag.PhotometricInterpretation, VR.CS, isColor ? "RGB" : "MONOCHROME2");
        if (isColor) {
            image.setInt(Tag.PlanarConfiguration, VR.US, 1); // PS3.3 C.13.5 knows no other
        }
        image.setInt(Tag.Rows, VR.US, picture.height());
        image.setInt(Tag.Columns, VR.US, picture.width());
        image.setInt(Tag.BitsAllocated, VR.US, bits > 8 ? 16 : 8);
        image.setInt(Tag.BitsStored, VR.US, bits);
        image.setInt(Tag.HighBit, VR.US, bits - 1);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        return new Sheet(image, store.keep(even(isColor ? byPlane(picture) : picture.data())), isColor);
    }

    /** Values have an even length (PS3.5 section 7.1.1). */
    private static byte[] even(byte[] data) {
        return data.length % 2 == 0 ? data : Arrays.copyOf(data, data.length + 1);
    }

    private static byte[] byPlane(Picture picture) {
        byte[] data = picture.data();
        int plane = data.length / 3;
        byte[] planes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            planes[i % 3 * plane + i / 3] = data[i];
        }
        return planes;
    }

    private static Picture inColor(Picture picture) {
        if (picture.samples() == 3) {
            return picture;
        }
        byte[] data = new byte[3 * picture.width() * picture.height()];
        int wide = picture.bits() > 8 ? 2 : 1;
        int shift = picture.bits() - 8;
        for (int i = 0; i < data.length; i++) {
            int at = i / 3 * wide;
            int value = picture.data()[at] & 0xFF | (wide == 2 ? (picture.data()[at + 1] & 0xFF) << 8 : 0);
            data[i] = (byte) (value >> shift);
        }
        return new Picture(picture.width(), picture.height(), 3, 8, data);
    }

    /** Luminance by ITU-R BT.601, as YBR_FULL has it (PS3.3 C.7.6.3.1.2). */
    private static Picture inGrayscale(Picture picture) {
        if (picture.samples() == 1) {
            return picture;
        }
        byte[] color = picture.data();
        byte[] data = new byte[picture.width() * picture.height()];
        for (int i = 0; i < data.length; i++) {
            double luminance = 0.299 * (color[3 * i] & 0xFF)
                    + 0.587 * (color[3 * i + 1] & 0xFF)
                    + 0.114 * (color[3 * i + 2] & 0xFF);
            data[i] = (byte) Math.round(luminance);
        }
        return new Picture(picture.width(), picture.height(), 1, 8, data);
    }

    /**
     * The job of all images added.
     *
     * @param whenReleased what makes the store let go of the pixels
     * @throws IllegalArgumentException if there is no image
     */
    public PrintJob job(Runnable whenReleased) {
        ImageDisplayFormat format = request.format() != null ? request.format() : usual(sheets.size());
        PresentationLut lut = lut();
        PrintJob.Builder job =
                PrintJob.builder().color(color).session(request.session()).whenReleased(whenReleased);
        for (int first = 0; first < sheets.size(); first += format.boxes()) {
            Attributes attributes = new Attributes(request.film());
            attributes.setString(Tag.ImageDisplayFormat, VR.ST, format.toString());
            Film.Builder film = Film.builder(attributes).presentationLut(lut);
            for (int i = first; i < Math.min(sheets.size(), first + format.boxes()); i++) {
                film.imageBox(box(i - first + 1, sheets.get(i)));
            }
            job.film(film.build());
        }
        return job.build();
    }

    private PresentationLut lut() {
        if (request.presentationLut() == null) {
            return null;
        }
        Attributes shape = new Attributes();
        shape.setString(Tag.PresentationLUTShape, VR.CS, request.presentationLut());
        return new PresentationLut(null, shape);
    }

    private ImageBox box(int position, Sheet sheet) {
        Attributes image = new Attributes(sheet.image());
        image.setBulkData(Tag.PixelData, VR.OW, sheet.pixels());
        return ImageBox.of(null, position, request.box(), image, null);
    }

    private static ImageDisplayFormat usual(int images) {
        for (int[] grid : USUAL) {
            if (grid[0] * grid[1] >= images) {
                return ImageDisplayFormat.standard(grid[0], grid[1]);
            }
        }
        int[] largest = USUAL[USUAL.length - 1];
        return ImageDisplayFormat.standard(largest[0], largest[1]);
    }
}
