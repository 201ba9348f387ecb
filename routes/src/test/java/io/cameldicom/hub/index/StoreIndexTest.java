package io.cameldicom.hub.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.web.WebConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The index of the store: what it finds, and how it comes back to what the files say. */
@Timeout(120)
class StoreIndexTest {

    @TempDir
    Path data;

    private Path store;
    private StoreIndex index;
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void open() throws Exception {
        store = Files.createDirectories(data.resolve("store"));
        index = StoreIndex.open(store, data.resolve("index"));
        awaitComplete(); // searches wait for what is noted then, not while the store is walked through
    }

    @AfterEach
    void close() throws IOException {
        index.close();
        context.close();
    }

    private Path file(String study, String series, String instance, Attributes more) throws IOException {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        attributes.setString(Tag.SOPInstanceUID, VR.UI, instance);
        attributes.setString(Tag.StudyInstanceUID, VR.UI, study);
        attributes.setString(Tag.SeriesInstanceUID, VR.UI, series);
        attributes.addAll(more);
        attributes.setBytes(Tag.PixelData, VR.OW, new byte[16]);
        Path file = store.resolve(study).resolve(series).resolve(instance + ".dcm");
        return DicomObject.of(attributes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .saveTo(file);
    }

    private static Attributes of(String patient, String id, String date, String modality) {
        Attributes attributes = new Attributes();
        attributes.setSpecificCharacterSet("ISO_IR 100");
        attributes.setString(Tag.PatientName, VR.PN, patient);
        attributes.setString(Tag.PatientID, VR.LO, id);
        attributes.setString(Tag.StudyDate, VR.DA, date);
        attributes.setString(Tag.Modality, VR.CS, modality);
        return attributes;
    }

    private void fill() throws IOException {
        index.filed(file("1.1", "1.1.1", "1.1.1.1", of("Müller^Änne", "P1", "20260101", "CT")));
        index.filed(file("1.1", "1.1.1", "1.1.1.2", of("Müller^Änne", "P1", "20260101", "CT")));
        index.filed(file("1.1", "1.1.2", "1.1.2.1", of("Müller^Änne", "P1", "20260101", "SR")));
        index.filed(file("1.2", "1.2.1", "1.2.1.1", of("Other^Name", "P2", "20260202", "MR")));
    }

    private Exchange exchange(String level, Object... keys) {
        Attributes identifier = new Attributes();
        identifier.setSpecificCharacterSet("ISO_IR 192");
        identifier.setString(Tag.QueryRetrieveLevel, VR.CS, level);
        for (int i = 0; i < keys.length; i += 2) {
            int tag = (Integer) keys[i];
            VR vr = ElementDictionary.vrOf(tag, null);
            if (keys[i + 1] == null) {
                identifier.setNull(tag, vr);
            } else {
                identifier.setString(tag, vr, keys[i + 1].toString().split("\\\\"));
            }
        }
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(DicomConstants.IDENTIFIER, identifier);
        exchange.getMessage().setBody(identifier);
        return exchange;
    }

    @SuppressWarnings("unchecked")
    private List<Attributes> found(Exchange exchange) throws DicomServiceException {
        index.find(exchange);
        List<Attributes> found = new ArrayList<>();
        ((Iterator<Attributes>) exchange.getMessage().getBody()).forEachRemaining(found::add);
        return found;
    }

    private List<String> uids(int tag, Exchange exchange) throws DicomServiceException {
        return found(exchange).stream().map(match -> match.getString(tag)).toList();
    }

    private void awaitComplete() throws InterruptedException {
        for (int i = 0; i < 600 && !index.isComplete(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertTrue(index.isComplete());
    }

    @Test
    void studies_are_found_by_name_id_date_and_modality() throws Exception {
        fill();
        int study = Tag.StudyInstanceUID;
        assertEquals(List.of("1.1", "1.2"), uids(study, exchange("STUDY")));
        assertEquals(List.of("1.1"), uids(study, exchange("STUDY", Tag.PatientName, "müller*")));
        assertEquals(List.of("1.2"), uids(study, exchange("STUDY", Tag.PatientID, "P2")));
        assertEquals(List.of("1.1", "1.2"), uids(study, exchange("STUDY", Tag.PatientID, "P?")));
        assertEquals(List.of("1.2"), uids(study, exchange("STUDY", Tag.StudyDate, "20260102-")));
        assertEquals(List.of("1.1"), uids(study, exchange("STUDY", Tag.StudyDate, "20251231-20260101")));
        assertEquals(List.of("1.1"), uids(study, exchange("STUDY", Tag.ModalitiesInStudy, "SR")));
        assertEquals(List.of("1.1"), uids(study, exchange("STUDY", Tag.StudyInstanceUID, "1.1\\9.9")));
        assertEquals(List.of(), uids(study, exchange("STUDY", Tag.PatientID, "p2")));
    }

    @Test
    void what_is_related_is_counted_and_gathered() throws Exception {
        fill();
        Attributes study = found(exchange(
                        "STUDY",
                        Tag.StudyInstanceUID,
                        "1.1",
                        Tag.NumberOfStudyRelatedSeries,
                        null,
                        Tag.NumberOfStudyRelatedInstances,
                        null,
                        Tag.ModalitiesInStudy,
                        null,
                        Tag.PatientName,
                        null))
                .get(0);
        assertEquals(2, study.getInt(Tag.NumberOfStudyRelatedSeries, 0));
        assertEquals(3, study.getInt(Tag.NumberOfStudyRelatedInstances, 0));
        assertArrayEquals(new String[] {"CT", "SR"}, study.getStrings(Tag.ModalitiesInStudy));
        assertEquals("Müller^Änne", study.getString(Tag.PatientName));
        assertEquals(
                List.of("2", "1"),
                uids(
                        Tag.NumberOfSeriesRelatedInstances,
                        exchange("SERIES", Tag.StudyInstanceUID, "1.1", Tag.NumberOfSeriesRelatedInstances, null)));
    }

    @Test
    void series_and_instances_are_found_within_a_study_and_across() throws Exception {
        fill();
        assertEquals(List.of("1.1.1"), uids(Tag.SeriesInstanceUID, exchange("SERIES", Tag.Modality, "CT")));
        assertEquals(
                List.of("1.1.1.1", "1.1.1.2"),
                uids(Tag.SOPInstanceUID, exchange("IMAGE", Tag.SeriesInstanceUID, "1.1.1")));
        assertEquals(List.of("1.2.1.1"), uids(Tag.SOPInstanceUID, exchange("IMAGE", Tag.PatientName, "Other*")));
    }

    @Test
    void results_beyond_a_page_come_too() throws Exception {
        for (int i = 100; i < 560; i++) {
            index.filed(file("1.3", "1.3.1", "1.3.1." + i, of("A^B", "P3", "20260101", "CT")));
        }
        List<String> found = uids(Tag.SOPInstanceUID, exchange("IMAGE", Tag.StudyInstanceUID, "1.3"));
        assertEquals(460, found.size());
        assertEquals(460, Set.copyOf(found).size());
    }

    @Test
    void include_all_tells_everything_known() throws Exception {
        fill();
        Exchange exchange = exchange("IMAGE", Tag.SOPInstanceUID, "1.1.1.1");
        exchange.setProperty(WebConstants.INCLUDE_ALL, true);
        Attributes match = found(exchange).get(0);
        assertEquals("P1", match.getString(Tag.PatientID));
        assertEquals("CT", match.getString(Tag.Modality));
    }

    @Test
    void a_key_the_index_does_not_have_is_passed_over_and_that_is_said() throws Exception {
        fill();
        Exchange exchange = exchange("STUDY", Tag.DeviceSerialNumber, "4711");
        assertEquals(2, found(exchange).size());
        assertEquals(Status.PendingWarning, exchange.getMessage().getHeader(DicomConstants.STATUS));
    }

    @Test
    void replaced_and_removed_files_are_noted() throws Exception {
        fill();
        index.filed(file("1.2", "1.2.1", "1.2.1.1", of("Corrected^Name", "P3", "20260202", "MR")));
        assertEquals(List.of("1.2"), uids(Tag.StudyInstanceUID, exchange("STUDY", Tag.PatientID, "P3")));
        Path gone = store.resolve("1.2/1.2.1/1.2.1.1.dcm");
        Files.delete(gone);
        index.filed(gone);
        assertEquals(List.of("1.1"), uids(Tag.StudyInstanceUID, exchange("STUDY")));
    }

    @Test
    void files_that_came_and_went_while_it_was_not_open_are_found_after_a_crash() throws Exception {
        fill();
        assertEquals(2, found(exchange("STUDY")).size());
        index.close();
        Path folder = data.resolve("index");
        IndexDatabase.open(folder).close(); // as a process that was killed leaves it
        file("1.4", "1.4.1", "1.4.1.1", of("New^One", "P4", "20260101", "CT"));
        Files.delete(store.resolve("1.2/1.2.1/1.2.1.1.dcm"));

        index = StoreIndex.open(store, folder);
        awaitComplete();
        assertEquals(List.of("1.1", "1.4"), uids(Tag.StudyInstanceUID, exchange("STUDY")));
    }

    @Test
    void closed_at_its_end_it_is_not_compared_with_the_files_again() throws Exception {
        fill();
        index.close();
        index = StoreIndex.open(store, data.resolve("index"));
        assertTrue(index.isComplete());
        assertEquals(2, found(exchange("STUDY")).size());
    }

    @Test
    void a_damaged_index_is_made_again_of_the_files() throws Exception {
        fill();
        index.close();
        Files.write(data.resolve("index/index.mv.db"), new byte[] {1, 2, 3, 4});
        index = StoreIndex.open(store, data.resolve("index"));
        awaitComplete();
        assertEquals(2, found(exchange("STUDY")).size());
    }

    @Test
    void a_file_that_is_no_dicom_harms_nothing() throws Exception {
        Path file = store.resolve("1.9/1.9.1/1.9.1.1.dcm");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "this is none");
        index.filed(file);
        fill();
        assertEquals(2, found(exchange("STUDY")).size());
    }

    @Test
    void files_are_retrieved_by_the_uids_of_the_identifier_and_from_nowhere_else() throws Exception {
        fill();
        Files.writeString(Files.createDirectories(data.resolve("secret/x")).resolve("y.dcm"), "secret");
        assertEquals(3, files(exchange("STUDY", Tag.StudyInstanceUID, "1.1")).size());
        assertEquals(
                List.of(store.resolve("1.1/1.1.1/1.1.1.2.dcm")),
                files(exchange(
                        "IMAGE",
                        Tag.StudyInstanceUID,
                        "1.1",
                        Tag.SeriesInstanceUID,
                        "1.1.1",
                        Tag.SOPInstanceUID,
                        "1.1.1.2")));
        assertEquals(List.of(), files(exchange("STUDY", Tag.StudyInstanceUID, "9.9")));
        assertEquals(
                List.of(),
                files(exchange("SERIES", Tag.StudyInstanceUID, "1.1", Tag.SeriesInstanceUID, "../1.2")),
                "what is no UID names no series, and not all");
        for (String elsewhere : List.of("../secret", "..", ".incoming")) {
            Exchange exchange = exchange("STUDY", Tag.StudyInstanceUID, elsewhere);
            assertThrows(DicomServiceException.class, () -> index.retrieve(exchange));
        }
    }

    @SuppressWarnings("unchecked")
    private List<Path> files(Exchange exchange) throws DicomServiceException {
        index.retrieve(exchange);
        return (List<Path>) exchange.getMessage().getBody();
    }

    @Test
    void patients_are_found_once_each() throws Exception {
        fill();
        index.filed(file("1.3", "1.3.1", "1.3.1.1", of("Müller^Änne", "P1", "20260303", "CT")));

        assertEquals(List.of("P1", "P2"), uids(Tag.PatientID, exchange("PATIENT", Tag.PatientID, null)));
        assertEquals(
                List.of("Müller^Änne"),
                uids(Tag.PatientName, exchange("PATIENT", Tag.PatientID, "P1", Tag.PatientName, null)));
        assertEquals(
                List.of("P2"),
                uids(Tag.PatientID, exchange("PATIENT", Tag.PatientID, null, Tag.PatientName, "other*")));
    }

    @Test
    void a_patients_files_are_retrieved_from_all_studies() throws Exception {
        fill();
        index.filed(file("1.3", "1.3.1", "1.3.1.1", of("Müller^Änne", "P1", "20260303", "CT")));

        assertEquals(4, files(exchange("PATIENT", Tag.PatientID, "P1")).size());
        assertEquals(1, files(exchange("PATIENT", Tag.PatientID, "P2")).size());
        assertEquals(List.of(), files(exchange("PATIENT", Tag.PatientID, "P")));
    }

    @Test
    void no_level_is_no_search() {
        assertEquals(
                Status.IdentifierDoesNotMatchSOPClass,
                assertThrows(DicomServiceException.class, () -> index.find(exchange("EXAM")))
                        .getStatus());
    }
}
