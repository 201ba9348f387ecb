package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.print.FilmOrientation;
import io.cameldicom.print.FilmSize;
import io.cameldicom.print.ImageDisplayFormat;
import java.util.List;

/** The Printer and Printer Configuration Retrieval SOP instances (PS3.3 C.13.9, C.13.14), to be got. Immutable. */
final class PrinterObjects {

    private static final List<ImageDisplayFormat> USUAL_FORMATS = List.of(
            ImageDisplayFormat.standard(1, 1), ImageDisplayFormat.standard(2, 2), ImageDisplayFormat.standard(2, 3));

    private final PrinterConfiguration printer;
    private final PrinterState state;

    PrinterObjects(PrinterConfiguration printer, PrinterState state) {
        this.printer = printer;
        this.state = state;
    }

    /** PS3.4 H.4.6.2.2. */
    Attributes printer() {
        Attributes attributes = new Attributes();
        PrinterState.Value now = state.value();
        attributes.setString(Tag.PrinterStatus, VR.CS, now.status().name());
        attributes.setString(Tag.PrinterStatusInfo, VR.CS, now.info());
        addNames(attributes);
        Answers.set(attributes, Tag.DeviceSerialNumber, VR.LO, printer.serialNumber());
        Answers.set(attributes, Tag.SoftwareVersions, VR.LO, printer.softwareVersion());
        attributes.setNull(Tag.DateOfLastCalibration, VR.DA);
        attributes.setNull(Tag.TimeOfLastCalibration, VR.TM);
        return attributes;
    }

    /** What an N-EVENT-REPORT of the printer tells. */
    Attributes event() {
        Attributes event = new Attributes();
        Answers.set(event, Tag.PrinterName, VR.LO, printer.name());
        event.setString(Tag.PrinterStatusInfo, VR.CS, state.info());
        return event;
    }

    /** PS3.4 H.4.11: one configuration for each meta SOP class. */
    Attributes configuration() {
        Attributes attributes = new Attributes();
        Sequence configurations = attributes.newSequence(Tag.PrinterConfigurationSequence);
        for (String metaSopClass : PrintScp.META_SOP_CLASSES) {
            configurations.add(configuration(metaSopClass));
        }
        return attributes;
    }

    private Attributes configuration(String metaSopClass) {
        Attributes item = new Attributes();
        item.setString(Tag.SOPClassesSupported, VR.UI, metaSopClass);
        item.setInt(Tag.MemoryBitDepth, VR.US, 16);
        item.setInt(Tag.PrintingBitDepth, VR.US, 12);
        addMedia(item);
        addFormats(item);
        item.setString(Tag.DefaultPrinterResolutionID, VR.CS, "STANDARD");
        item.setString(Tag.DefaultMagnificationType, VR.CS, "CUBIC");
        item.setString(Tag.OtherMagnificationTypesAvailable, VR.CS, "REPLICATE", "BILINEAR", "NONE");
        item.setNull(Tag.DefaultSmoothingType, VR.CS);
        item.setNull(Tag.OtherSmoothingTypesAvailable, VR.CS);
        item.setNull(Tag.ConfigurationInformationDescription, VR.LT);
        item.setInt(Tag.MaximumCollatedFilms, VR.IS, printer.maxFilms());
        item.setString(Tag.DecimateCropResult, VR.CS, printer.decimateCropBehavior());
        addNames(item);
        return item;
    }

    private void addMedia(Attributes item) {
        Sequence media = item.newSequence(Tag.MediaInstalledSequence);
        List<String> types = printer.mediumTypes().isEmpty() ? List.of("BLUE FILM") : printer.mediumTypes();
        int number = 1;
        for (FilmSize size : sizes()) {
            for (String type : types) {
                Attributes medium = new Attributes();
                medium.setInt(Tag.ItemNumber, VR.IS, number++);
                medium.setString(Tag.MediumType, VR.CS, type);
                medium.setString(Tag.FilmSizeID, VR.CS, size.id());
                if (printer.maxDensity() <= 0xFFFF) {
                    medium.setInt(Tag.MinDensity, VR.US, printer.minDensity());
                    medium.setInt(Tag.MaxDensity, VR.US, printer.maxDensity());
                }
                media.add(medium);
            }
        }
        item.newSequence(Tag.OtherMediaAvailableSequence);
    }

    private void addFormats(Attributes item) {
        Sequence formats = item.newSequence(Tag.SupportedImageDisplayFormatsSequence);
        List<ImageDisplayFormat> offered =
                printer.displayFormats().isEmpty() ? USUAL_FORMATS : printer.displayFormats();
        double spacing = 1 / printer.pixelsPerMillimeter();
        for (FilmSize size : sizes()) {
            for (ImageDisplayFormat format : offered) {
                for (FilmOrientation orientation : FilmOrientation.values()) {
                    Attributes supported = new Attributes();
                    supported.setInt(Tag.Rows, VR.US, pixels(size.height(orientation)));
                    supported.setInt(Tag.Columns, VR.US, pixels(size.width(orientation)));
                    supported.setString(Tag.ImageDisplayFormat, VR.ST, format.toString());
                    supported.setString(Tag.FilmOrientation, VR.CS, orientation.name());
                    supported.setString(Tag.FilmSizeID, VR.CS, size.id());
                    supported.setString(Tag.PrinterResolutionID, VR.CS, "STANDARD");
                    supported.setDouble(Tag.PrinterPixelSpacing, VR.DS, spacing, spacing);
                    supported.setString(Tag.RequestedImageSizeFlag, VR.CS, "YES");
                    formats.add(supported);
                }
            }
        }
    }

    private int pixels(double millimeters) {
        return (int) Math.min(0xFFFF, Math.round(millimeters * printer.pixelsPerMillimeter()));
    }

    private List<FilmSize> sizes() {
        return printer.filmSizes().isEmpty()
                ? List.of(printer.usualFilm())
                : printer.filmSizes().stream().map(FilmSize::parse).toList();
    }

    private void addNames(Attributes attributes) {
        Answers.set(attributes, Tag.PrinterName, VR.LO, printer.name());
        Answers.set(attributes, Tag.Manufacturer, VR.LO, printer.manufacturer());
        Answers.set(attributes, Tag.ManufacturerModelName, VR.LO, printer.model());
    }
}
