package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.hub.Hub;
import io.cameldicom.hub.HubSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the route file of this folder, with the hub's templates, between a modality and a FHIR server. */
@Timeout(120)
class DicomToFhirTest {

    private static final Path EXAMPLE = Path.of("").toAbsolutePath();

    @TempDir
    Path data;

    @TempDir
    Path routes;

    private final int port = freePort();
    private final CamelContext modality = new DefaultCamelContext();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Refusals refusals = new Refusals();
    private FhirServer server;
    private Hub hub;

    /** Makes the server answer transactions with errors, one after the other, and counts all of them. */
    public static final class Refusals {

        private final Queue<BaseServerResponseException> next = new ConcurrentLinkedQueue<>();
        private final AtomicInteger transactions = new AtomicInteger();

        @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
        public void before(RequestDetails request) {
            if (request.getRequestType() == ca.uhn.fhir.rest.api.RequestTypeEnum.POST) {
                transactions.incrementAndGet();
                BaseServerResponseException refusal = next.poll();
                if (refusal != null) {
                    throw refusal;
                }
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new FhirServer(0);
        server.intercept(refusals);
        modality.start();
        copy(EXAMPLE.resolve("dicom-to-fhir.camel.yaml"), routes);
        try (Stream<Path> templates = Files.list(EXAMPLE.resolve("../../routes/templates"))) {
            for (Path template : templates.toList()) {
                copy(template, routes.resolve("templates"));
            }
        }
        startHub();
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(file.getFileName()));
    }

    private void startHub() throws Exception {
        hub = new Hub(HubSettings.load(
                data,
                Map.of(
                        "hub.conf",
                        EXAMPLE.resolve("application.properties").toString(),
                        "hub.routes",
                        routes.toString(),
                        "hub.dicom.host",
                        "127.0.0.1",
                        "hub.dicom.port",
                        Integer.toString(port),
                        "hub.http.port",
                        "0",
                        "hub.data",
                        data.resolve("data").toString(),
                        "fhir.idle",
                        "200",
                        "fhir.retry",
                        "500",
                        "fhir.delay",
                        "10",
                        "fhir.url",
                        server.url()),
                Map.of()));
        hub.start();
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        modality.stop();
        server.close();
    }

    private void store(int study, int instance) {
        store(study, instance, "P" + study);
    }

    private Exchange attempt(int study, int instance, String patient) {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.2");
        image.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3." + study + ".1." + instance);
        image.setString(Tag.StudyDate, VR.DA, "20261122");
        image.setString(Tag.Modality, VR.CS, "CT");
        image.setString(Tag.PatientName, VR.PN, "DOE^JANE");
        image.setString(Tag.PatientID, VR.LO, patient);
        image.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3." + study);
        image.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.3." + study + ".1");
        image.setInt(Tag.InstanceNumber, VR.IS, instance);
        return modality.createProducerTemplate()
                .send("dicom:FHIR@127.0.0.1:" + port + "?associationLinger=0", exchange -> exchange.getMessage()
                        .setBody(DicomObject.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)));
    }

    private void store(int study, int instance, String patient) {
        assertNull(attempt(study, instance, patient).getException());
    }

    private <T extends Resource> List<T> all(Class<T> type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/" + type.getSimpleName()))
                .header("Accept", "application/fhir+json")
                .build();
        Bundle found = FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(
                        Bundle.class,
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        return found.getEntry().stream()
                .map(entry -> type.cast(entry.getResource()))
                .toList();
    }

    /** The study, when it is on the server as it is to be. */
    private ImagingStudy await(int study, Predicate<ImagingStudy> expected) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            for (ImagingStudy found : all(ImagingStudy.class)) {
                if (found.getIdentifierFirstRep().getValue().equals("urn:oid:1.2.3." + study) && expected.test(found)) {
                    return found;
                }
            }
            assertTrue(System.nanoTime() < end, "the study did not get there within 60 s");
            TimeUnit.MILLISECONDS.sleep(20); // asks again, there is nothing to wait on
        }
    }

    private ImagingStudy awaitInstances(int study, int count) throws Exception {
        return await(study, found -> found.getNumberOfInstances() == count);
    }

    @Test
    void a_study_becomes_an_imaging_study_with_its_patient() throws Exception {
        store(1, 2);
        store(1, 1);

        ImagingStudy study = awaitInstances(1, 2);

        assertEquals(
                "2026-11-22",
                study.getStarted() == null ? null : study.getStartedElement().getValueAsString());
        assertEquals("CT", study.getModalityFirstRep().getCode());
        assertEquals(
                "1.2.3.1.1.1", study.getSeriesFirstRep().getInstanceFirstRep().getUid());
        assertEquals(1, all(org.hl7.fhir.r4.model.Patient.class).size());
        assertTrue(study.getSubject().getReference().startsWith("Patient/"));
    }

    @Test
    void the_same_study_again_changes_nothing_and_a_late_object_joins() throws Exception {
        store(1, 1);
        store(1, 2);
        awaitInstances(1, 2);
        store(1, 1);
        store(1, 2);
        store(1, 3);

        ImagingStudy study = awaitInstances(1, 3);

        assertEquals(1, all(ImagingStudy.class).size());
        assertEquals(1, all(org.hl7.fhir.r4.model.Patient.class).size());
        assertTrue(Integer.parseInt(study.getMeta().getVersionId()) <= 3, "no version without a change");
    }

    @Test
    void what_was_collected_outlives_the_hub() throws Exception {
        store(1, 1);
        awaitInstances(1, 1);
        hub.close();
        startHub();
        store(1, 2);

        assertEquals(2, awaitInstances(1, 2).getSeriesFirstRep().getInstance().size());
    }

    @Test
    void a_server_that_is_busy_or_in_conflict_is_asked_again() throws Exception {
        refusals.next.add(new UnclassifiedServerFailureException(429, "slowly"));
        refusals.next.add(new PreconditionFailedException("somebody else was there"));
        refusals.next.add(new UnclassifiedServerFailureException(503, "in maintenance"));
        store(1, 1);

        awaitInstances(1, 1);

        assertTrue(refusals.transactions.get() >= 4, "asked " + refusals.transactions);
    }

    @Test
    void an_object_of_another_patient_leaves_the_study_alone() throws Exception {
        store(1, 1);
        awaitInstances(1, 1);
        attempt(1, 2, "P-OTHER");
        store(1, 3);

        ImagingStudy study = awaitInstances(1, 2);

        assertEquals(
                List.of("1.2.3.1.1.1", "1.2.3.1.1.3"),
                study.getSeriesFirstRep().getInstance().stream()
                        .map(ImagingStudy.ImagingStudySeriesInstanceComponent::getUid)
                        .toList());
        assertNotNull(study.getSubject().getReference());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
