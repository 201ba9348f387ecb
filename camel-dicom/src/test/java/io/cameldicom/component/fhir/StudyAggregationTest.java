package io.cameldicom.component.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.fhir.DicomStudy;
import io.cameldicom.fhir.FhirJson;
import io.cameldicom.fhir.ImagingStudyMapper;
import io.cameldicom.fhir.TestHeaders;
import io.cameldicom.fhir.UnmappableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StudyAggregationTest {

    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    /** Longer than any test waits: nothing completes by itself. */
    private static final long NEVER = 3_600_000;

    private static final long SOON = 100;

    @TempDir
    Path folder;

    private final List<Attributes> objects = TestHeaders.twoSeriesOfCt();
    private final String uid = objects.get(0).getString(Tag.StudyInstanceUID);

    @Test
    void study_is_complete_when_nothing_comes_any_more() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, SOON)) {
            DicomStudy study = null;
            for (Attributes object : objects) {
                assertNull(site.receive(object, "CT1").getException());
            }
            while (study == null || study.size() < 3) {
                study = site.nextDelivered();
            }

            assertEquals(bundle(TestHeaders.study(objects)), bundle(study));
        }
    }

    @Test
    void study_is_not_complete_while_an_association_from_its_source_is_open() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, SOON);
                DefaultCamelContext modality = new DefaultCamelContext();
                DefaultCamelContext other = new DefaultCamelContext()) {
            String uri = "dicom:HUB@127.0.0.1:" + site.port() + "?associationLinger=120000&callingAeTitle=";
            send(modality, uri + "CT1", objects.get(0));
            // somebody else sends a whole study meanwhile and goes: that one is complete
            Attributes foreign = TestHeaders.object(77, 1, 1, CT, "PatientID", "Q", "Modality", "CT");
            send(other, uri + "CT2", foreign);
            other.stop();

            assertEquals(
                    foreign.getString(Tag.StudyInstanceUID),
                    site.nextDelivered().studyInstanceUid());
            assertTrue(site.delivered.isEmpty());
            assertEquals(List.of(uid), List.copyOf(site.repository.getKeys()));

            send(modality, uri + "CT1", objects.get(1));
            modality.stop();
            DicomStudy study = site.nextDelivered();
            assertEquals(uid, study.studyInstanceUid());
            assertEquals(2, study.size());
        }
    }

    @Test
    void study_is_complete_when_what_the_modality_made_is_there() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.step("nCreate", "1.2.9", step("IN PROGRESS"));
            site.receive(objects.get(0), "CT1");
            site.step("nSet", "1.2.9", performed(objects.subList(0, 2)));
            assertTrue(site.delivered.isEmpty());

            site.receive(objects.get(1), "CT1");

            assertEquals(2, site.nextDelivered().size());
        }
    }

    @Test
    void study_is_complete_when_somebody_says_so() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
            site.completion.complete(uid);

            assertEquals(1, site.nextDelivered().size());
        }
    }

    @Test
    void late_object_joins_the_study_that_was_delivered() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
            site.receive(objects.get(1), "CT1");
            deliver(site);
            assertEquals(2, site.nextDelivered().size());
            awaitDelivered(uid);

            site.receive(objects.get(2), "WS1");
            deliver(site);

            assertEquals(bundle(TestHeaders.study(objects)), bundle(site.nextDelivered()));
        }
    }

    @Test
    void object_that_comes_again_is_nothing_to_tell() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
            deliver(site);
            site.nextDelivered();
            awaitDelivered(uid);

            site.receive(objects.get(0), "CT1");

            assertTrue(site.repository.getKeys().isEmpty());
            assertTrue(Files.exists(folder.resolve(uid + ".study")));
            // but the same object with another header is something
            Attributes changed = new Attributes(objects.get(0));
            changed.setString(Tag.SeriesDescription, VR.LO, "THORAX");
            site.receive(changed, "CT1");
            assertEquals(1, site.repository.getKeys().size());
        }
    }

    @Test
    void two_late_objects_at_once_are_both_there() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
            deliver(site);
            site.nextDelivered();
            awaitDelivered(uid);

            receiveAtOnce(site, objects.subList(1, 3));
            deliver(site);

            assertEquals(bundle(TestHeaders.study(objects)), bundle(site.nextDelivered()));
        }
    }

    @Test
    void many_at_once_from_several_associations_are_all_there() throws Exception {
        List<Attributes> many = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            many.add(TestHeaders.object(5, i % 4 + 1, i, CT, "PatientID", "P", "InstanceNumber", "" + i));
        }
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            receiveAtOnce(site, many);
            site.completion.complete(many.get(0).getString(Tag.StudyInstanceUID));

            assertEquals(bundle(TestHeaders.study(many)), bundle(site.nextDelivered()));
        }
    }

    @Test
    void study_survives_a_restart_in_the_middle() throws Exception {
        CollectingSite killed = new CollectingSite(folder, NEVER);
        try {
            killed.receive(objects.get(0), "CT1");
            killed.receive(objects.get(1), "CT1");

            // the first process is not asked to end: what counts is in the folder
            try (CollectingSite site = new CollectingSite(folder, NEVER)) {
                assertEquals(List.of(uid), List.copyOf(site.repository.getKeys()));
                site.receive(objects.get(2), "CT1");
                deliver(site);

                assertEquals(bundle(TestHeaders.study(objects)), bundle(site.nextDelivered()));
            }
        } finally {
            killed.close();
        }
    }

    /** As many as -Dfhir.instances says. */
    @Test
    void study_from_two_associations_with_a_restart_between_is_one_study_and_sent_again_it_is_nothing()
            throws Exception {
        int size = Integer.getInteger("fhir.instances", 60);
        List<Attributes> all = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            all.add(TestHeaders.object(
                    12,
                    i % 3 + 1,
                    i,
                    CT,
                    "PatientID",
                    "P",
                    "Modality",
                    "CT",
                    "SeriesNumber",
                    "" + (i % 3 + 1),
                    "InstanceNumber",
                    "" + i));
        }
        String expected = bundle(TestHeaders.study(all));
        String study = all.get(0).getString(Tag.StudyInstanceUID);
        Collections.shuffle(all, new Random(7));
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            sendFromTwo(site, all.subList(0, size / 2));
        }
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            sendFromTwo(site, all.subList(size / 2, size));
            site.completion.complete(study);
            assertEquals(expected, bundle(site.nextDelivered()));
            awaitDelivered(study);

            Collections.shuffle(all, new Random(8));
            sendFromTwo(site, all);

            assertTrue(site.repository.getKeys().isEmpty());
            assertTrue(site.delivered.isEmpty());
        }
    }

    private static void sendFromTwo(CollectingSite site, List<Attributes> objects) throws Exception {
        ExecutorService modalities = Executors.newFixedThreadPool(2);
        List<Future<?>> sent = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            String uri = "dicom:HUB@127.0.0.1:" + site.port() + "?callingAeTitle=CT" + half;
            List<Attributes> mine = objects.subList(half * objects.size() / 2, (half + 1) * objects.size() / 2);
            sent.add(modalities.submit(() -> {
                try (DefaultCamelContext modality = new DefaultCamelContext()) {
                    modality.start();
                    try (ProducerTemplate template = modality.createProducerTemplate()) {
                        for (Attributes object : mine) {
                            template.sendBody(uri, DicomObject.of(object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
                        }
                    }
                }
                return null;
            }));
        }
        for (Future<?> one : sent) {
            one.get(100, TimeUnit.SECONDS);
        }
        modalities.shutdown();
    }

    @Test
    void after_a_restart_a_study_nothing_comes_of_is_complete() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
        }
        try (CollectingSite site = new CollectingSite(folder, SOON)) {
            assertEquals(1, site.nextDelivered().size());
        }
    }

    @Test
    void study_that_could_not_be_delivered_is_delivered_after_a_restart() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.broken.set(true);
            site.receive(objects.get(0), "CT1");
            deliver(site);
            assertTrue(Files.exists(folder.resolve(uid + ".open")));
            // what comes meanwhile goes with it
            site.receive(objects.get(1), "CT1");
        }
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            assertEquals(2, site.nextDelivered().size());
        }
    }

    @Test
    void study_on_its_way_waits_for_itself() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, SOON)) {
            site.broken.set(true);
            site.receive(objects.get(0), "CT1");
            await(() -> site.repository.scan(site.context).size() == 1);
            site.receive(objects.get(1), "CT1");
            await(() -> site.repository.getKeys().size() == 1);
            assertEquals(1, site.repository.scan(site.context).size());

            site.broken.set(false);
            DicomStudy last = site.nextDelivered();
            while (last.size() < 2) {
                last = site.nextDelivered();
            }
            awaitDelivered(uid);
        }
    }

    @Test
    void half_a_record_is_as_if_it_had_never_been() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
            site.receive(objects.get(1), "CT1");
        }
        Path file = folder.resolve(uid + ".open");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) - 3);
        }
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(1), "CT1");
            site.receive(objects.get(2), "CT1");
        }
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            deliver(site);

            assertEquals(bundle(TestHeaders.study(objects)), bundle(site.nextDelivered()));
        }
    }

    @Test
    void object_of_another_patient_goes_to_the_quarantine_and_changes_nothing() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
            Attributes foreign = new Attributes(objects.get(1));
            foreign.setString(Tag.PatientID, VR.LO, "P002");

            assertNull(site.receive(foreign, "CT1").getException());

            Exchange parked = site.quarantine.poll(1, TimeUnit.SECONDS);
            assertEquals("patient-conflict", refusal(parked));
            assertFalse(parked.getProperty(Exchange.EXCEPTION_CAUGHT).toString().contains("P00"));
            assertEquals(foreign, parked.getMessage().getBody());
            deliver(site);
            assertEquals(bundle(TestHeaders.study(objects.subList(0, 1))), bundle(site.nextDelivered()));

            // also when the study was delivered and is in no memory any more
            awaitDelivered(uid);
            site.receive(foreign, "CT1");
            assertNotNull(site.quarantine.poll(1, TimeUnit.SECONDS));
            assertTrue(site.repository.getKeys().isEmpty());
        }
    }

    @Test
    void same_patient_id_of_another_issuer_is_another_patient() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
            Attributes foreign = new Attributes(objects.get(1));
            foreign.setString(Tag.IssuerOfPatientID, VR.LO, "CLINIC_B");

            site.receive(foreign, "CT1");

            assertEquals(1, site.quarantine.size());
        }
    }

    @Test
    void object_known_in_another_series_goes_to_the_quarantine() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
            Attributes moved = new Attributes(objects.get(0));
            moved.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.3.4");

            site.receive(moved, "CT1");

            assertEquals("uid-conflict", refusal(site.quarantine.poll()));
        }
    }

    @Test
    void object_without_series_goes_to_the_quarantine_with_the_element() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            Attributes broken = new Attributes(objects.get(0));
            broken.remove(Tag.SeriesInstanceUID);

            site.receive(broken, "CT1");

            Exchange parked = site.quarantine.poll();
            assertEquals("unmappable", refusal(parked));
            Throwable cause = parked.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                    .getCause();
            assertEquals(Tag.SeriesInstanceUID, ((UnmappableException) cause).tag());
        }
    }

    @Test
    void one_object_too_many_is_refused() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.repository.setMaxInstances(2);
            objects.forEach(object -> site.receive(object, "CT1"));

            assertEquals("too-many-instances", refusal(site.quarantine.poll()));
        }
    }

    @Test
    void delivered_study_is_forgotten_after_the_retention() throws Exception {
        try (CollectingSite site = new CollectingSite(folder, NEVER)) {
            site.receive(objects.get(0), "CT1");
            deliver(site);
            site.nextDelivered();
            awaitDelivered(uid);
            site.repository.setRetention(-1000);
            site.repository.expire();

            assertNull(site.repository.get(site.context, uid));
        }
    }

    // ----

    private void deliver(CollectingSite site) {
        site.completion.complete(uid);
    }

    private void awaitDelivered(String study) throws Exception {
        await(() -> Files.exists(folder.resolve(study + ".study")));
    }

    private static String refusal(Exchange parked) {
        return parked.getMessage().getHeader(FhirConstants.REFUSAL, String.class);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "waited 30 s");
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    private static void receiveAtOnce(CollectingSite site, List<Attributes> objects) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Exchange>> results = new ArrayList<>();
        for (Attributes object : objects) {
            results.add(threads.submit(() -> {
                start.await();
                return site.receive(object, "CT1");
            }));
        }
        start.countDown();
        for (Future<Exchange> result : results) {
            assertNull(result.get(60, TimeUnit.SECONDS).getException());
        }
        threads.shutdown();
    }

    private static void send(DefaultCamelContext context, String uri, Attributes attributes) throws IOException {
        context.start();
        DicomObject object = DicomObject.of(attributes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.sendBody(uri, object);
        }
    }

    private Attributes step(String status) {
        Attributes step = TestHeaders.attributes("PerformedProcedureStepStatus", status);
        step.newSequence(Tag.ScheduledStepAttributesSequence).add(TestHeaders.attributes("StudyInstanceUID", uid));
        return step;
    }

    private static Attributes performed(List<Attributes> made) {
        Attributes step = TestHeaders.attributes("PerformedProcedureStepStatus", "COMPLETED");
        Attributes series = new Attributes();
        step.newSequence(Tag.PerformedSeriesSequence).add(series);
        var images = series.newSequence(Tag.ReferencedImageSequence);
        made.forEach(object ->
                images.add(TestHeaders.attributes("ReferencedSOPInstanceUID", object.getString(Tag.SOPInstanceUID))));
        return step;
    }

    private static String bundle(DicomStudy study) {
        return FhirJson.encode(
                new ImagingStudyMapper(TestHeaders.OPTIONS).map(study).transaction());
    }
}
