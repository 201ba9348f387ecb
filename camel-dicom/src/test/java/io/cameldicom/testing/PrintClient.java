package io.cameldicom.testing;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.NormalizedResponse;
import io.cameldicom.dicom.service.NormalizedScu;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A print SCU that does what a test tells it to, right or wrong. */
public final class PrintClient {

    public static final String GRAYSCALE = UID.BasicGrayscalePrintManagementMeta;
    public static final String COLOR = UID.BasicColorPrintManagementMeta;

    private final NormalizedScu scu;

    public PrintClient(DimseSession session) {
        scu = new NormalizedScu(session, Duration.ofSeconds(20), StatusTable.PRINT);
    }

    /** Presentation contexts for these SOP classes. */
    public static List<PresentationContextRq> contexts(String... sopClasses) {
        List<PresentationContextRq> contexts = new ArrayList<>();
        for (String uid : sopClasses) {
            contexts.add(new PresentationContextRq(
                    2 * contexts.size() + 1, uid, List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)));
        }
        return contexts;
    }

    public NormalizedScu scu() {
        return scu;
    }

    /** N-CREATE of a film session; the UID may be null. */
    public NormalizedResponse session(String uid) throws IOException {
        return session(uid, attributes -> {});
    }

    public NormalizedResponse session(String uid, Consumer<Attributes> more) throws IOException {
        Attributes session = new Attributes();
        more.accept(session);
        return scu.create(UID.BasicFilmSession, uid, session);
    }

    /** N-CREATE of a film box in the session {@code 1.2.1}. */
    public NormalizedResponse film(String uid, String format) throws IOException {
        return film(uid, format, attributes -> {});
    }

    public NormalizedResponse film(String uid, String format, Consumer<Attributes> more) throws IOException {
        Attributes film = new Attributes();
        if (format != null) {
            film.setString(Tag.ImageDisplayFormat, VR.ST, format);
        }
        film.newSequence(Tag.ReferencedFilmSessionSequence).add(reference(UID.BasicFilmSession, "1.2.1"));
        more.accept(film);
        return scu.create(UID.BasicFilmBox, uid, film);
    }

    public static Attributes reference(String sopClass, String uid) {
        Attributes reference = new Attributes();
        reference.setString(Tag.ReferencedSOPClassUID, VR.UI, sopClass);
        reference.setString(Tag.ReferencedSOPInstanceUID, VR.UI, uid);
        return reference;
    }

    /** The image boxes a film box was answered with. */
    public static List<String> imageBoxes(NormalizedResponse film) {
        return references(film, Tag.ReferencedImageBoxSequence);
    }

    public static List<String> references(NormalizedResponse response, int sequence) {
        return response.attributes().getSequence(sequence).stream()
                .map(item -> item.getString(Tag.ReferencedSOPInstanceUID))
                .toList();
    }

    /** N-SET of a grayscale image box. */
    public NormalizedResponse image(String uid, int position, Attributes image) throws IOException {
        return image(uid, position, image, attributes -> {});
    }

    public NormalizedResponse image(String uid, int position, Attributes image, Consumer<Attributes> more)
            throws IOException {
        Attributes list = new Attributes();
        list.setInt(Tag.ImageBoxPosition, VR.US, position);
        list.newSequence(Tag.BasicGrayscaleImageSequence).add(image);
        more.accept(list);
        return scu.set(UID.BasicGrayscaleImageBox, uid, list);
    }

    public NormalizedResponse colorImage(String uid, int position, Attributes image) throws IOException {
        Attributes list = new Attributes();
        list.setInt(Tag.ImageBoxPosition, VR.US, position);
        list.newSequence(Tag.BasicColorImageSequence).add(image);
        return scu.set(UID.BasicColorImageBox, uid, list);
    }

    public NormalizedResponse printFilm(String uid) throws IOException {
        return scu.action(UID.BasicFilmBox, uid, 1, null);
    }

    public NormalizedResponse printSession(String uid) throws IOException {
        return scu.action(UID.BasicFilmSession, uid, 1, null);
    }

    /** An image of one gray, 8 bits. */
    public static Attributes gray(int rows, int columns, int value) {
        byte[] pixels = new byte[rows * columns + (rows * columns) % 2];
        Arrays.fill(pixels, (byte) value);
        return image(rows, columns, 8, 8, "MONOCHROME2", 1, pixels);
    }

    /** An image of one gray, 12 bits in words. */
    public static Attributes gray12(int rows, int columns, int value) {
        byte[] pixels = new byte[rows * columns * 2];
        for (int i = 0; i < pixels.length; i += 2) {
            pixels[i] = (byte) value;
            pixels[i + 1] = (byte) (value >> 8);
        }
        return image(rows, columns, 16, 12, "MONOCHROME2", 1, pixels);
    }

    /** An image of one color. */
    public static Attributes rgb(int rows, int columns, int red, int green, int blue) {
        byte[] pixels = new byte[rows * columns * 3 + (rows * columns) % 2];
        for (int i = 0; i + 2 < pixels.length; i += 3) {
            pixels[i] = (byte) red;
            pixels[i + 1] = (byte) green;
            pixels[i + 2] = (byte) blue;
        }
        Attributes image = image(rows, columns, 8, 8, "RGB", 3, pixels);
        image.setInt(Tag.PlanarConfiguration, VR.US, 0);
        return image;
    }

    private static Attributes image(
            int rows, int columns, int allocated, int stored, String photometric, int samples, byte[] pixels) {
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, samples);
        image.setString(Tag.PhotometricInterpretation, VR.CS, photometric);
        image.setInt(Tag.Rows, VR.US, rows);
        image.setInt(Tag.Columns, VR.US, columns);
        image.setInt(Tag.BitsAllocated, VR.US, allocated);
        image.setInt(Tag.BitsStored, VR.US, stored);
        image.setInt(Tag.HighBit, VR.US, stored - 1);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        image.setBytes(Tag.PixelData, VR.OW, pixels);
        return image;
    }
}
