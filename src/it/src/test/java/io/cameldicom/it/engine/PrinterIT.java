package io.cameldicom.it.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.NormalizedResponse;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.it.peer.PrintScp;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** N-GET, N-CREATE, N-SET, N-ACTION and N-DELETE in a meta SOP class, with DCMTK's printer. */
@org.junit.jupiter.api.Tag("interop")
class PrinterIT {
    @RegisterExtension
    static final EngineHost engine = new EngineHost();

    @RegisterExtension
    static final PrintScp dcmprscp = new PrintScp();

    @Test
    void a_film_is_printed() throws Exception {
        try (DimseSession session = open()) {
            NormalizedScu scu = new NormalizedScu(session, EngineHost.TIMEOUT, StatusTable.PRINT);
            NormalizedResponse printer = scu.get(UID.Printer, UID.PrinterInstance, Tag.PrinterStatus);
            assertEquals("NORMAL", printer.attributes().getString(Tag.PrinterStatus));

            Attributes sessionAttributes = new Attributes();
            sessionAttributes.setString(Tag.NumberOfCopies, VR.IS, "1");
            String filmSession =
                    scu.create(UID.BasicFilmSession, null, sessionAttributes).sopInstanceUid();
            assertNotNull(filmSession, "the printer gives the UID");

            NormalizedResponse film = scu.create(UID.BasicFilmBox, null, filmBox(filmSession));
            String imageBox = film.attributes()
                    .getNestedDataset(Tag.ReferencedImageBoxSequence)
                    .getString(Tag.ReferencedSOPInstanceUID);
            assertEquals(
                    Status.Success,
                    scu.set(UID.BasicGrayscaleImageBox, imageBox, image()).status());

            NormalizedResponse printed = scu.action(UID.BasicFilmBox, film.sopInstanceUid(), 1, null);
            assertEquals(Status.Success, printed.status());
            assertEquals(
                    Status.Success,
                    scu.delete(UID.BasicFilmBox, film.sopInstanceUid()).status());
            assertEquals(
                    Status.Success,
                    scu.delete(UID.BasicFilmSession, filmSession).status());
            session.release();
        }
        try (var files = Files.list(dcmprscp.folder().resolve("database"))) {
            assertTrue(files.anyMatch(file -> file.getFileName().toString().startsWith("SP_")), "a stored print");
        }
    }

    @Test
    void what_the_printer_does_not_know_is_refused_with_its_status() throws Exception {
        try (DimseSession session = open()) {
            NormalizedScu scu = new NormalizedScu(session, EngineHost.TIMEOUT, StatusTable.PRINT);
            RefusedException e =
                    assertThrows(RefusedException.class, () -> scu.set(UID.BasicGrayscaleImageBox, "1.2.3", image()));
            assertEquals(Status.NoSuchSOPInstance, e.getStatus());
            Attributes wrong = new Attributes();
            wrong.setString(Tag.MediumType, VR.CS, "STONE");
            assertEquals(
                    Status.InvalidAttributeValue,
                    assertThrows(RefusedException.class, () -> scu.create(UID.BasicFilmSession, null, wrong))
                            .getStatus());
            session.release();
        }
    }

    private static DimseSession open() throws Exception {
        return engine.requestor(PrintScp.AE_TITLE, dcmprscp.port())
                .build()
                .open(List.of(new PresentationContextRq(
                        1, UID.BasicGrayscalePrintManagementMeta, QuerySopClasses.TRANSFER_SYNTAXES)));
    }

    private static Attributes filmBox(String filmSession) {
        Attributes film = new Attributes();
        film.setString(Tag.ImageDisplayFormat, VR.ST, "STANDARD\\1,1");
        film.setString(Tag.FilmOrientation, VR.CS, "PORTRAIT");
        film.setString(Tag.FilmSizeID, VR.CS, "8INX10IN");
        Attributes reference = new Attributes();
        reference.setString(Tag.ReferencedSOPClassUID, VR.UI, UID.BasicFilmSession);
        reference.setString(Tag.ReferencedSOPInstanceUID, VR.UI, filmSession);
        film.newSequence(Tag.ReferencedFilmSessionSequence).add(reference);
        return film;
    }

    private static Attributes image() {
        Attributes pixels = new Attributes();
        pixels.setInt(Tag.SamplesPerPixel, VR.US, 1);
        pixels.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        pixels.setInt(Tag.Rows, VR.US, 512);
        pixels.setInt(Tag.Columns, VR.US, 512);
        pixels.setInt(Tag.BitsAllocated, VR.US, 8);
        pixels.setInt(Tag.BitsStored, VR.US, 8);
        pixels.setInt(Tag.HighBit, VR.US, 7);
        pixels.setInt(Tag.PixelRepresentation, VR.US, 0);
        pixels.setBytes(Tag.PixelData, VR.OB, new byte[512 * 512]);
        Attributes box = new Attributes();
        box.setInt(Tag.ImageBoxPosition, VR.US, 1);
        Sequence sequence = box.newSequence(Tag.BasicGrayscaleImageSequence);
        sequence.add(pixels);
        return box;
    }
}
