package io.cameldicom.print.capture;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.print.Film;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.film.FilmRows;
import io.cameldicom.print.film.FilmStyle;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Secondary Capture objects (PS3.3 A.8) of a print job, one series: its films as they would be exposed, or its images as
 * they were sent. Pixels are made or read when the data sets are written, so the job has to be open until then. For one
 * thread.
 */
public final class Captures {
    private static final double INCH = 25.4;
    private static final String DEVICE_MANUFACTURER = "camel-dicom";

    private final PrintJob job;
    private final Attributes common;

    /**
     * @param reference a data set of the same patient and study; null if there is none, then what the job says is taken
     * @param given attributes that come before all others, such as Patient ID
     * @param now when they are made
     */
    public Captures(PrintJob job, Attributes reference, Attributes given, LocalDateTime now) {
        this.job = job;
        this.common = common(reference == null ? PatientSource.in(job) : PatientSource.of(reference), given, now);
    }

    private static Attributes common(Attributes patient, Attributes given, LocalDateTime now) {
        Attributes common = new Attributes();
        common.setSpecificCharacterSet("ISO_IR 192");
        for (int tag : PatientSource.TAGS) { // of type 2
            if (tag != Tag.SpecificCharacterSet
                    && tag != Tag.IssuerOfPatientID
                    && tag != Tag.IssuerOfAccessionNumberSequence
                    && tag != Tag.StudyDescription) {
                common.setNull(tag, ElementDictionary.vrOf(tag, null));
            }
        }
        common.setString(Tag.StudyInstanceUID, VR.UI, UidGenerator.next());
        common.addAll(patient);
        common.setString(Tag.Modality, VR.CS, "OT");
        common.setString(Tag.SeriesDescription, VR.LO, "Printed films");
        common.setString(Tag.ConversionType, VR.CS, "WSD");
        common.setString(Tag.SeriesInstanceUID, VR.UI, UidGenerator.next());
        common.setNull(Tag.SeriesNumber, VR.IS);
        common.setNull(Tag.PatientOrientation, VR.CS);
        common.setString(Tag.SecondaryCaptureDeviceManufacturer, VR.LO, DEVICE_MANUFACTURER);
        common.setTemporal(Tag.DateOfSecondaryCapture, VR.DA, now.toLocalDate());
        common.setTemporal(Tag.TimeOfSecondaryCapture, VR.TM, now.toLocalTime().withNano(0));
        common.addAll(given);
        return common;
    }

    /**
     * An object for each film.
     *
     * @param dpi pixels an inch
     * @throws RenderException if a film cannot be rendered
     */
    public List<Attributes> films(FilmStyle style, double dpi) throws IOException {
        List<Attributes> captures = new ArrayList<>();
        for (Film film : job.films()) {
            try (FilmRows rows = FilmRows.open(film, style, dpi)) {
                Attributes capture = instance(UID.SecondaryCaptureImageStorage, captures.size() + 1);
                pixels(
                        capture,
                        rows.samples() == 1
                                ? PixelDescription.monochrome(rows.height(), rows.width(), 8, 8)
                                : PixelDescription.rgb(rows.height(), rows.width()));
                double pixel = INCH / dpi;
                capture.setDouble(Tag.NominalScannedPixelSpacing, VR.DS, pixel, pixel);
                capture.setBulkData(Tag.PixelData, VR.OW, FilmPixels.of(film, style, dpi, rows));
                captures.add(capture);
            }
        }
        return captures;
    }

    /**
     * An object for each image, with its pixels as they were sent: more than eight bits as Multi-frame Grayscale Word.
     * Polarity is in the photometric interpretation; magnification, annotations and presentation LUTs of tables are the
     * film's matter and not here.
     */
    public List<Attributes> images() throws IOException {
        List<Attributes> captures = new ArrayList<>();
        for (Film film : job.films()) {
            for (ImageBox box : film.imageBoxes()) {
                if (!box.isEmpty()) {
                    captures.add(image(box, captures.size() + 1));
                }
            }
        }
        return captures;
    }

    private Attributes image(ImageBox box, int number) throws RenderException {
        PixelDescription pixels = box.pixels();
        if (box.isReversed()) {
            pixels = switch (pixels.photometricInterpretation()) {
                case MONOCHROME1 -> pixels.withPhotometricInterpretation(PhotometricInterpretation.MONOCHROME2);
                case MONOCHROME2 -> pixels.withPhotometricInterpretation(PhotometricInterpretation.MONOCHROME1);
                default -> throw new RenderException(
                        "Image box " + box.position() + ": color of reversed polarity cannot be kept as it was sent");
            };
        }
        boolean word = pixels.bitsStored() > 8
                && pixels.photometricInterpretation() == PhotometricInterpretation.MONOCHROME2
                && pixels.highBit() == pixels.bitsStored() - 1;
        Attributes capture = instance(
                word ? UID.MultiFrameGrayscaleWordSecondaryCaptureImageStorage : UID.SecondaryCaptureImageStorage,
                number);
        pixels(capture, pixels);
        if (word) {
            grayscaleWord(capture);
        }
        BulkData data = box.pixelData();
        capture.setBulkData(Tag.PixelData, VR.OW, data);
        return capture;
    }

    /** PS3.3 A.8.4: what a multi-frame image of words has to say of itself. */
    private static void grayscaleWord(Attributes capture) {
        capture.setInt(Tag.NumberOfFrames, VR.IS, 1);
        capture.setString(Tag.PresentationLUTShape, VR.CS, "IDENTITY");
        capture.setInt(Tag.RescaleIntercept, VR.DS, 0);
        capture.setInt(Tag.RescaleSlope, VR.DS, 1);
        capture.setString(Tag.RescaleType, VR.LO, "US");
    }

    private Attributes instance(String sopClassUid, int number) {
        Attributes capture = new Attributes(common);
        capture.setString(Tag.SOPClassUID, VR.UI, sopClassUid);
        capture.setString(Tag.SOPInstanceUID, VR.UI, UidGenerator.next());
        capture.setInt(Tag.InstanceNumber, VR.IS, number);
        capture.setString(Tag.ImageType, VR.CS, "DERIVED", "SECONDARY");
        // what a modality prints has the patient's name in its pixels as a rule
        capture.setString(Tag.BurnedInAnnotation, VR.CS, "YES");
        return capture;
    }

    private static void pixels(Attributes capture, PixelDescription pixels) {
        capture.setInt(Tag.SamplesPerPixel, VR.US, pixels.samplesPerPixel());
        capture.setString(
                Tag.PhotometricInterpretation,
                VR.CS,
                pixels.photometricInterpretation().term());
        if (pixels.samplesPerPixel() > 1) {
            capture.setInt(Tag.PlanarConfiguration, VR.US, pixels.planarConfiguration());
        }
        capture.setInt(Tag.Rows, VR.US, pixels.rows());
        capture.setInt(Tag.Columns, VR.US, pixels.columns());
        capture.setInt(Tag.BitsAllocated, VR.US, pixels.bitsAllocated());
        capture.setInt(Tag.BitsStored, VR.US, pixels.bitsStored());
        capture.setInt(Tag.HighBit, VR.US, pixels.highBit());
        capture.setInt(Tag.PixelRepresentation, VR.US, 0);
    }
}
