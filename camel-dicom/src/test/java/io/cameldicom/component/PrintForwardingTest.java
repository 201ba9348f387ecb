package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.ScriptedPrinter.Asked;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.print.Film;
import io.cameldicom.print.PrintJob;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Modality, route, printer: what the printer gets is what the modality sent. */
@Timeout(120)
class PrintForwardingTest {

    /** Attributes in which two requests may differ: references have new UIDs. */
    private static final List<Integer> REFERENCES = List.of(
            Tag.ReferencedFilmSessionSequence, Tag.ReferencedPresentationLUTSequence, Tag.ReferencedImageBoxSequence);

    @Test
    void a_session_reaches_the_printer_as_the_modality_sent_it() throws Exception {
        try (ScriptedPrinter direct = ScriptedPrinter.complete();
                ScriptedPrinter behind = ScriptedPrinter.complete();
                DicomTestContext hub = hub(behind.uri() + "&printUnit=session").start()) {
            assertNull(hub.send(direct.uri() + "&printUnit=session", PrintOperationTest.job())
                    .getException());

            Exchange printed = hub.send(modality(hub) + "&printUnit=session", PrintOperationTest.job());

            assertNull(printed.getException());
            assertSame(direct.asked, behind.asked);
            assertEquals(
                    1, behind.asked(Dimse.N_ACTION_RQ, UID.BasicFilmSession).size());
        }
    }

    /** What a durable queue does between the modality and the printer. */
    @Test
    void a_job_kept_as_an_object_is_printed_as_the_modality_sent_it(@TempDir Path folder) throws Exception {
        Path kept = folder.resolve("job.dcm");
        try (ScriptedPrinter direct = ScriptedPrinter.complete();
                ScriptedPrinter later = ScriptedPrinter.complete();
                DicomTestContext hub = new DicomTestContext(new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("dicom:HUB@127.0.0.1:0?service=print")
                                        .routeId("hub")
                                        .convertBodyTo(DicomObject.class)
                                        .process(exchange -> exchange.getMessage()
                                                .getBody(DicomObject.class)
                                                .saveTo(kept));
                            }
                        })
                        .start()) {
            hub.send(direct.uri() + "&printUnit=session", PrintOperationTest.job());
            assertNull(hub.send(modality(hub) + "&printUnit=session", PrintOperationTest.job())
                    .getException());

            assertNull(hub.send(later.uri() + "&printUnit=session", DicomObject.of(kept))
                    .getException());

            assertSame(direct.asked, later.asked);
        }
    }

    @Test
    void what_the_printer_refuses_the_modality_hears() throws Exception {
        try (ScriptedPrinter printer = ScriptedPrinter.complete();
                DicomTestContext hub = hub(printer.uri()).start()) {
            printer.on(Dimse.N_CREATE_RQ, UID.BasicFilmSession, request -> {
                throw new DicomServiceException(Status.InvalidAttributeValue, "no such medium");
            });

            DicomOperationException failure =
                    DicomTestContext.failure(hub.send(modality(hub), PrintOperationTest.job()));

            assertEquals(Status.InvalidAttributeValue, failure.getStatus());
        }
    }

    @Test
    void rules_see_session_film_and_image_as_one_data_set() throws Exception {
        List<String> taken = new CopyOnWriteArrayList<>();
        RouteBuilder rules = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0?service=print")
                        .routeId("hub")
                        .choice()
                        .when()
                        .language(
                                "dicom",
                                "MediumType == 'BLUE FILM' && FilmSizeID == '14INX17IN' && Rows == 4"
                                        + " && StudyInstanceUID == '1.2.3.99' && $callingAeTitle == 'CT1'")
                        .process(exchange -> taken.add("film"))
                        .otherwise()
                        .process(exchange -> taken.add("other"));
            }
        };
        try (DicomTestContext hub = new DicomTestContext(rules).start()) {
            assertNull(hub.send(modality(hub) + "&printUnit=session&callingAeTitle=CT1", PrintOperationTest.job())
                    .getException());
            assertNull(hub.send(
                            modality(hub) + "&printUnit=session&mediumType=PAPER&callingAeTitle=CT1",
                            PrintOperationTest.job())
                    .getException());
        }
        assertEquals(List.of("film", "other"), taken);
    }

    @Test
    void the_images_a_modality_refers_to_are_part_of_the_summary() {
        Attributes reference = new Attributes();
        reference.setString(Tag.PatientID, VR.LO, "ID");
        Attributes image = new Attributes(
                PrintOperationTest.job().films().get(0).imageBoxes().get(0).image());
        image.newSequence(Tag.OriginalImageSequence).add(reference);
        image.setBytes(Tag.PixelData, VR.OW, new byte[24]);
        PrintJob job = PrintJob.builder()
                .film(Film.builder(io.cameldicom.print.ImageDisplayFormat.standard(1, 1))
                        .imageBox(io.cameldicom.print.ImageBox.of(null, 1, new Attributes(), image, null))
                        .build())
                .build();

        Attributes summary = DicomConverter.toAttributes(job);

        assertEquals("ID", summary.getString(Tag.PatientID));
        assertEquals("STANDARD\\1,1", summary.getString(Tag.ImageDisplayFormat));
        assertTrue(!summary.contains(Tag.PixelData));
    }

    private static DicomTestContext hub(String printer) throws Exception {
        return new DicomTestContext(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:HUB@127.0.0.1:0?service=print").routeId("hub").to(printer);
            }
        });
    }

    private static String modality(DicomTestContext hub) {
        return hub.uri("hub") + "?operation=print";
    }

    /** The same requests, in the same order, with the same attributes and pixels. */
    private static void assertSame(List<Asked> expected, List<Asked> actual) {
        assertEquals(
                expected.stream().map(PrintForwardingTest::what).toList(),
                actual.stream().map(PrintForwardingTest::what).toList());
        for (int i = 0; i < expected.size(); i++) {
            Attributes sent = expected.get(i).attributes();
            Attributes arrived = actual.get(i).attributes();
            for (int tag : sent.tags()) {
                if (!REFERENCES.contains(tag)) {
                    assertSameElement(sent, arrived, tag, what(expected.get(i)) + " " + Tag.format(tag));
                }
            }
        }
    }

    private static void assertSameElement(Attributes sent, Attributes arrived, int tag, String what) {
        if (sent.getSequence(tag) == null) {
            assertArrayEquals(sent.getBytes(tag), arrived.getBytes(tag), what);
            return;
        }
        Attributes item = sent.getNestedDataset(tag);
        for (int inner : item.tags()) {
            assertSameElement(item, arrived.getNestedDataset(tag), inner, what);
        }
    }

    private static String what(Asked asked) {
        return asked.operation() + " " + asked.sopClassUid();
    }
}
