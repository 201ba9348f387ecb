package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StudyCompleteTest {

    private final int stepsPort = freePort();
    private final int hospitalPort = freePort();
    private final AtomicInteger asked = new AtomicInteger();
    private final BlockingQueue<Attributes> notifications = new LinkedBlockingQueue<>();
    private final CamelContext hospital = new DefaultCamelContext();
    private final Main main = new Main(StudyComplete.class);

    @BeforeEach
    void start() throws Exception {
        hospital.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // the last image is late: the archive has it when it is asked for the third time
                from("dicom:PACS@127.0.0.1:" + hospitalPort + "?service=commit")
                        .process(exchange -> exchange.getMessage().setBody(asked.incrementAndGet() >= 3));
                from("dicom:RIS@127.0.0.1:" + hospitalPort + "?service=ian")
                        .process(exchange -> notifications.add(
                                new Attributes(exchange.getMessage().getBody(Attributes.class))));
            }
        });
        hospital.start();
        main.addOverrideProperty("dicom.address", "127.0.0.1:" + stepsPort);
        main.addOverrideProperty("archive", "PACS@127.0.0.1:" + hospitalPort);
        main.addOverrideProperty("ris", "RIS@127.0.0.1:" + hospitalPort);
        main.addOverrideProperty("archive.delay", "10");
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
        hospital.stop();
    }

    @Test
    void ris_is_told_when_the_archive_keeps_what_the_modality_made() throws Exception {
        Exchange begun = mpps(
                Map.of(
                        "PerformedProcedureStepStatus",
                        "IN PROGRESS",
                        "ScheduledStepAttributesSequence",
                        Map.of("StudyInstanceUID", "1.2.3")),
                null);
        assertNull(begun.getException());

        Exchange ended = mpps(
                Map.of("PerformedProcedureStepStatus", "COMPLETED", "PerformedSeriesSequence", series()),
                begun.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID));
        assertNull(ended.getException());

        Attributes told = notifications.poll(20, TimeUnit.SECONDS);
        assertEquals("1.2.3", told.getString(Tag.StudyInstanceUID));
        Attributes image = told.getNestedDataset(Tag.ReferencedSeriesSequence)
                .getSequence(Tag.ReferencedSOPSequence)
                .get(1);
        assertEquals("1.2.3.4.2", image.getString(Tag.ReferencedSOPInstanceUID));
        assertEquals("ONLINE", image.getString(Tag.InstanceAvailability));
        assertEquals(3, asked.get());
    }

    @Test
    void step_that_was_given_up_completes_nothing() throws Exception {
        Exchange begun = mpps(
                Map.of(
                        "PerformedProcedureStepStatus",
                        "IN PROGRESS",
                        "ScheduledStepAttributesSequence",
                        Map.of("StudyInstanceUID", "1.2.3")),
                null);

        Exchange ended = mpps(
                Map.of("PerformedProcedureStepStatus", "DISCONTINUED"),
                begun.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID));

        assertNull(ended.getException());
        assertTrue(notifications.isEmpty());
        assertEquals(0, asked.get());
    }

    private static Map<String, Object> series() {
        return Map.of(
                "SeriesInstanceUID",
                "1.2.3.4",
                "ReferencedImageSequence",
                List.of(
                        Map.of("ReferencedSOPClassUID", UID.CTImageStorage, "ReferencedSOPInstanceUID", "1.2.3.4.1"),
                        Map.of("ReferencedSOPClassUID", UID.CTImageStorage, "ReferencedSOPInstanceUID", "1.2.3.4.2")));
    }

    private Exchange mpps(Map<String, Object> step, Object uid) {
        return hospital.createProducerTemplate()
                .send("dicom:STEPS@127.0.0.1:" + stepsPort + "?operation=mpps", exchange -> {
                    exchange.getMessage().setBody(step);
                    exchange.getMessage().setHeader(DicomConstants.SOP_INSTANCE_UID, uid);
                });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
