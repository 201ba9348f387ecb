package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperationException;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageInboxTest {

    @TempDir
    Path folder;

    private final CamelContext sender = new DefaultCamelContext();
    private String address;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "INBOX@127.0.0.1:" + socket.getLocalPort();
        }
        sender.start();
    }

    @AfterEach
    void stop() {
        sender.stop();
    }

    @Test
    void application_gets_attributes_and_a_file_before_the_sender_is_answered() throws Exception {
        List<Path> files = new ArrayList<>();
        try (ImageInbox inbox = new ImageInbox(address, folder, (attributes, file) -> {
            assertEquals("CT", attributes.getString(Tag.Modality));
            files.add(file);
        })) {
            assertNull(send("4711").getException());
        }

        try (DicomInputStream in = new DicomInputStream(Files.newInputStream(files.get(0)))) {
            Attributes filed = in.readDataset();
            assertEquals("Example Hospital", filed.getString(Tag.InstitutionName));
            assertArrayEquals(new byte[] {1, 2, 3, 4}, filed.getBytes(Tag.PixelData));
        }
    }

    @Test
    void object_without_patient_id_is_refused_with_the_status_of_the_exception() throws Exception {
        try (ImageInbox inbox = new ImageInbox(address, folder, (attributes, file) -> {})) {
            Exception refused = send(null).getException();

            assertEquals(Status.DataSetDoesNotMatchSOPClassError, ((DicomOperationException) refused).getStatus());
            assertEquals(0, folder.toFile().list().length);
        }
    }

    @Test
    void failure_of_the_application_is_a_failure_for_the_sender() throws Exception {
        try (ImageInbox inbox = new ImageInbox(address, folder, (attributes, file) -> {
            throw new IllegalStateException("database down");
        })) {
            Exception refused = send("4711").getException();

            assertNotNull(refused);
            assertTrue(refused.getMessage().contains("0110"), refused.getMessage());
        }
    }

    private Exchange send(String patientId) throws IOException {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        attributes.setString(Tag.SOPInstanceUID, VR.UI, "2.25.3");
        attributes.setString(Tag.Modality, VR.CS, "CT");
        if (patientId != null) {
            attributes.setString(Tag.PatientID, VR.LO, patientId);
        }
        attributes.setBytes(Tag.PixelData, VR.OW, new byte[] {1, 2, 3, 4});
        DicomObject object = DicomObject.of(attributes, TransferSyntax.of(UID.ExplicitVRLittleEndian));
        return sender.createProducerTemplate()
                .send("dicom:" + address + "?associationLinger=0", exchange -> exchange.getMessage()
                        .setBody(object));
    }
}
