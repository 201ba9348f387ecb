package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.print.FilmSize;
import io.cameldicom.print.ImageDisplayFormat;
import io.cameldicom.print.PresentationLut;
import java.util.List;
import java.util.Locale;

/**
 * What a printer takes as the values of film sessions, film boxes and presentation LUTs (PS3.4 H.4.1, H.4.2, H.4.9), and
 * what is in force where nothing is said. Messages never repeat a value.
 */
final class PrintRules {

    private static final List<String> PRIORITIES = List.of("HIGH", "MED", "LOW");
    private static final List<String> SHAPES =
            List.of(PresentationLut.IDENTITY, PresentationLut.LIN_OD, PresentationLut.INVERSE);

    private final PrinterConfiguration printer;

    PrintRules(PrinterConfiguration printer) {
        this.printer = printer;
    }

    // ---- film session

    void checkSession(Attributes session) throws DicomServiceException {
        requireOneOf(session, Tag.PrintPriority, PRIORITIES);
        requireOneOf(session, Tag.MediumType, printer.mediumTypes());
        requireOneOf(session, Tag.FilmDestination, printer.filmDestinations());
        if (session.containsValue(Tag.NumberOfCopies) && session.getInt(Tag.NumberOfCopies, 0) < 1) {
            throw invalid(Tag.NumberOfCopies, "Number of Copies is not 1 or more");
        }
    }

    /** Success, or a warning about what is there and has no effect. */
    static int warningOf(Attributes session) {
        return session.containsValue(Tag.MemoryAllocation)
                ? PrintStatus.MEMORY_ALLOCATION_NOT_SUPPORTED
                : Status.Success;
    }

    Attributes sessionInForce(Attributes session) {
        Attributes inForce = new Attributes(session);
        inForce.remove(Tag.MemoryAllocation);
        setIfAbsent(inForce, Tag.NumberOfCopies, VR.IS, "1");
        setIfAbsent(inForce, Tag.PrintPriority, VR.CS, "MED");
        if (!printer.mediumTypes().isEmpty()) {
            setIfAbsent(inForce, Tag.MediumType, VR.CS, printer.mediumTypes().get(0));
        }
        if (!printer.filmDestinations().isEmpty()) {
            setIfAbsent(
                    inForce,
                    Tag.FilmDestination,
                    VR.CS,
                    printer.filmDestinations().get(0));
        }
        return inForce;
    }

    // ---- film box

    /** The places of a film; the layout of a format the printer has to know. */
    ImageDisplayFormat checkFormat(Attributes film) throws DicomServiceException {
        String value = film.getString(Tag.ImageDisplayFormat);
        if (value == null) {
            throw new DicomServiceException(Status.MissingAttribute, "Image Display Format is missing")
                    .withOffendingElements(Tag.ImageDisplayFormat);
        }
        ImageDisplayFormat format;
        try {
            format = ImageDisplayFormat.parse(value);
        } catch (IllegalArgumentException e) {
            throw invalid(Tag.ImageDisplayFormat, "Image Display Format is none of the standard's");
        }
        ImageDisplayFormat layout = printer.layout(format);
        boolean taken =
                printer.displayFormats().isEmpty() || printer.displayFormats().contains(format);
        if (layout == null || !taken) {
            throw invalid(Tag.ImageDisplayFormat, "Image Display Format is not one of this printer");
        }
        return layout;
    }

    void checkFilm(Attributes film) throws DicomServiceException {
        requireOneOf(film, Tag.FilmOrientation, List.of("PORTRAIT", "LANDSCAPE"));
        String size = film.getString(Tag.FilmSizeID);
        if (size != null) {
            requireOneOf(film, Tag.FilmSizeID, printer.filmSizes());
            try {
                FilmSize.parse(size);
            } catch (IllegalArgumentException e) {
                throw invalid(Tag.FilmSizeID, "Film Size ID is no size");
            }
        }
    }

    /** Cuts densities to what the printer can print; true if it had to. */
    boolean clipDensities(Attributes attributes) {
        return clip(attributes, Tag.MaxDensity) | clip(attributes, Tag.MinDensity);
    }

    static int densityStatus(boolean clipped) {
        return clipped ? PrintStatus.DENSITY_OUT_OF_RANGE : Status.Success;
    }

    private boolean clip(Attributes attributes, int tag) {
        if (!attributes.containsValue(tag)) {
            return false;
        }
        int wanted = attributes.getInt(tag, 0);
        int possible = Math.max(printer.minDensity(), Math.min(printer.maxDensity(), wanted));
        if (possible != wanted) {
            attributes.setInt(tag, VR.US, possible);
        }
        return possible != wanted;
    }

    Attributes filmInForce(Attributes film) {
        Attributes inForce = new Attributes(film);
        setIfAbsent(inForce, Tag.FilmOrientation, VR.CS, "PORTRAIT");
        if (!printer.filmSizes().isEmpty()) {
            setIfAbsent(inForce, Tag.FilmSizeID, VR.CS, printer.filmSizes().get(0));
        }
        return inForce;
    }

    // ---- presentation LUT

    static void checkLut(Attributes lut) throws DicomServiceException {
        String shape = lut.getString(Tag.PresentationLUTShape);
        Attributes table = lut.getNestedDataset(Tag.PresentationLUTSequence);
        if (shape == null && table == null) {
            throw new DicomServiceException(Status.MissingAttribute, "Neither a shape nor a table")
                    .withOffendingElements(Tag.PresentationLUTShape, Tag.PresentationLUTSequence);
        }
        requireOneOf(lut, Tag.PresentationLUTShape, SHAPES);
        if (table != null) {
            int[] descriptor = table.getInts(Tag.LUTDescriptor);
            byte[] data = table.getBytes(Tag.LUTData);
            boolean right = descriptor != null && descriptor.length == 3 && data != null;
            // 0 stands for 65536; entries may lie in bytes or in words (PS3.3 C.11.4)
            int entries = !right ? 0 : descriptor[0] == 0 ? 1 << 16 : descriptor[0] & 0xFFFF;
            if (!right || data.length < entries) {
                throw invalid(Tag.PresentationLUTSequence, "LUT Descriptor and LUT Data do not agree");
            }
        }
    }

    // ----

    private static void requireOneOf(Attributes attributes, int tag, List<String> terms) throws DicomServiceException {
        String value = attributes.getString(tag);
        if (value != null && !terms.isEmpty() && !terms.contains(value.toUpperCase(Locale.ROOT))) {
            throw invalid(tag, Tag.format(tag) + " has a value this printer does not take");
        }
    }

    private static void setIfAbsent(Attributes attributes, int tag, VR vr, String value) {
        if (!attributes.containsValue(tag)) {
            attributes.setString(tag, vr, value);
        }
    }

    static DicomServiceException invalid(int tag, String comment) {
        return new DicomServiceException(Status.InvalidAttributeValue, comment).withOffendingElements(tag);
    }
}
