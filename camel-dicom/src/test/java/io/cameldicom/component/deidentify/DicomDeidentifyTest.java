package io.cameldicom.component.deidentify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomDeidentifyTest extends CamelTestSupport {
    private static final String KEY = "key=RAW(a key nobody can guess)";
    private static final byte[] PIXELS = new byte[100_000];

    static {
        java.util.Arrays.fill(PIXELS, (byte) 7);
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                UID.ImplicitVRLittleEndian,
                UID.ExplicitVRLittleEndian,
                UID.ExplicitVRBigEndian,
                UID.DeflatedExplicitVRLittleEndian,
                UID.RLELossless
            })
    void only_the_pixels_are_left_of_a_file_with_a_patient(String transferSyntax) throws Exception {
        TransferSyntax syntax = TransferSyntax.of(transferSyntax);
        Path file = folder.resolve("in.dcm");
        Files.write(file, file(object(syntax), syntax));
        route("dicom-deidentify:research?" + KEY);
        DicomObject result = send(DicomObject.of(file), Map.of()).getMessage().getBody(DicomObject.class);
        byte[] bytes = bytes(result);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!syntax.deflated()) {
            assertFalse(text.contains("LEAK"), "something of the patient is left");
        }
        Attributes read = new DicomInputStream(new java.io.ByteArrayInputStream(bytes)).readDataset();
        assertEquals("YES", read.getString(Tag.PatientIdentityRemoved));
        assertFalse(read.contains(Tag.DigitalSignaturesSequence));
        assertFalse(read.contains(Tag.DataSetTrailingPadding));
        assertFalse(read.contains(0x7FE10010));
        if (syntax.encapsulated()) {
            assertEquals(2, read.getFragments(Tag.PixelData).size());
        } else {
            assertArrayEquals(PIXELS, read.getBytes(Tag.PixelData));
        }
        assertEquals(result.sopInstanceUid(), result.fileMetaInformation().mediaStorageSopInstanceUid());
        assertTrue(result.sopInstanceUid().startsWith("2.25."));
        assertEquals(transferSyntax, result.transferSyntaxUid());
    }

    @Test
    void headers_follow_the_object() throws Exception {
        route("dicom-deidentify:research?" + KEY);
        Exchange exchange = send(image(), Map.of(DicomConstants.SOP_INSTANCE_UID, "1.2.3"));
        DicomObject result = exchange.getMessage().getBody(DicomObject.class);
        assertEquals(result.sopInstanceUid(), exchange.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID));
        assertNotEquals("1.2.3", result.sopInstanceUid());
    }

    @Test
    void options_of_the_profile_are_options_of_the_endpoint() throws Exception {
        route("dicom-deidentify:research?" + KEY + "&retainUids=true&retainPatientCharacteristics=true&dates=RETAIN"
                + "&retainDeviceIdentity=true&retainInstitutionIdentity=true"
                + "&safePrivateAttributes=RAW((0009,xx\"VENDOR\",02))");
        DicomObject result = send(image(), Map.of()).getMessage().getBody(DicomObject.class);
        assertEquals("1.2.3", result.sopInstanceUid());
        assertEquals("LEAK", result.attributes().getString("VENDOR", 0x00091002));
        assertEquals(
                6 + 1,
                result.attributes()
                        .getSequence(Tag.DeidentificationMethodCodeSequence)
                        .size());
    }

    @Test
    void a_data_set_is_not_changed_but_replaced() throws Exception {
        route("dicom-deidentify:research?" + KEY);
        Attributes original = object(TransferSyntax.of(UID.ExplicitVRLittleEndian));
        Attributes result = send(original, Map.of()).getMessage().getBody(Attributes.class);
        assertEquals("LEAK", original.getString(Tag.PatientID));
        assertNotEquals("LEAK", result.getString(Tag.PatientID));
    }

    @Test
    void an_object_whose_pixels_may_show_the_patient_is_refused() throws Exception {
        route("dicom-deidentify:research?" + KEY);
        Attributes burnedIn = object(TransferSyntax.of(UID.ExplicitVRLittleEndian));
        burnedIn.setString(Tag.BurnedInAnnotation, VR.CS, "YES");
        assertTrue(refusal(burnedIn).contains("Burned In Annotation (0028,0301) is YES"));
        Attributes screenShot = object(TransferSyntax.of(UID.ExplicitVRLittleEndian));
        screenShot.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        assertTrue(refusal(screenShot).contains("does not say NO"));
        screenShot.setString(Tag.BurnedInAnnotation, VR.CS, "NO");
        template.sendBody("direct:start", screenShot);
    }

    @Test
    void or_passed_when_told_so() throws Exception {
        route("dicom-deidentify:research?burnedIn=WARN&" + KEY);
        Attributes burnedIn = object(TransferSyntax.of(UID.ExplicitVRLittleEndian));
        burnedIn.setString(Tag.BurnedInAnnotation, VR.CS, "YES");
        Attributes result = send(burnedIn, Map.of()).getMessage().getBody(Attributes.class);
        assertEquals("YES", result.getString(Tag.PatientIdentityRemoved));
    }

    @Test
    void a_file_that_ends_within_its_pixels_fails() throws Exception {
        TransferSyntax syntax = TransferSyntax.of(UID.ExplicitVRLittleEndian);
        byte[] whole = file(object(syntax), syntax);
        Path file = folder.resolve("cut.dcm");
        Files.write(file, java.util.Arrays.copyOf(whole, 50_000));
        route("dicom-deidentify:research?" + KEY);
        assertThrows(CamelExecutionException.class, () -> template.sendBody("direct:start", DicomObject.of(file)));
    }

    @Test
    void mistakes_stop_the_start() {
        mistake("dicom-deidentify:x", "key");
        mistake("dicom-deidentify:x?key=short", "at least 16 characters");
        mistake("dicom-deidentify:x?dates=SHIFT&maxDateShift=0&" + KEY, "at most 0 days");
        mistake("dicom-deidentify:x?safePrivateAttributes=PatientID&" + KEY, "Expected a private attribute");
    }

    private void mistake(String uri, String message) {
        Throwable e = assertThrows(ResolveEndpointFailedException.class, () -> context.getEndpoint(uri));
        while (e.getCause() != null && !e.getMessage().contains(message)) {
            e = e.getCause();
        }
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private String refusal(Object body) {
        return assertThrows(CamelExecutionException.class, () -> template.sendBody("direct:start", body))
                .getCause()
                .getMessage();
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(uri).to("mock:result");
            }
        });
    }

    private Exchange send(Object body, Map<String, Object> headers) throws Exception {
        MockEndpoint result = getMockEndpoint("mock:result");
        result.expectedMessageCount(1);
        template.sendBodyAndHeaders("direct:start", body, headers);
        result.assertIsSatisfied();
        return result.getExchanges().get(0);
    }

    private static byte[] bytes(DicomObject object) throws IOException {
        try (InputStream stream = object.openStream()) {
            return stream.readAllBytes();
        }
    }

    private static byte[] file(Attributes object, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DicomOutputStream out = new DicomOutputStream(bytes, syntax)) {
            out.writeFileMetaInformation(FileMetaInformation.of(
                            object.getString(Tag.SOPClassUID), object.getString(Tag.SOPInstanceUID), syntax.uid())
                    .withSourceAeTitle("LEAK"));
            out.writeDataset(object);
        }
        return bytes.toByteArray();
    }

    private static DicomObject image() throws IOException {
        TransferSyntax syntax = TransferSyntax.of(UID.ExplicitVRLittleEndian);
        return DicomObject.of(object(syntax), syntax);
    }

    private static Attributes object(TransferSyntax syntax) {
        Attributes object = new Attributes(syntax.bigEndian());
        object.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        object.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3");
        object.setString(Tag.Modality, VR.CS, "CT");
        object.setString(Tag.PatientName, VR.PN, "LEAK^John");
        object.setString(Tag.PatientID, VR.LO, "LEAK");
        object.setString(Tag.StudyDescription, VR.LO, "LEAK");
        object.setString("VENDOR", 0x00091002, VR.LO, "LEAK");
        object.setInt(Tag.Rows, VR.US, 1);
        if (syntax.encapsulated()) {
            Fragments fragments = object.newFragments(Tag.PixelData, VR.OB);
            fragments.add(new byte[0]);
            fragments.add(new byte[] {1, 2, 3, 4});
        } else {
            object.setBytes(Tag.PixelData, VR.OW, PIXELS.clone());
        }
        object.setString("VENDOR", 0x7FE11001, VR.LO, "LEAK");
        Attributes signature = new Attributes(syntax.bigEndian());
        signature.setBytes(Tag.CertificateOfSigner, VR.OB, "LEAK".getBytes(StandardCharsets.US_ASCII));
        object.newSequence(Tag.DigitalSignaturesSequence).add(signature);
        object.setBytes(Tag.DataSetTrailingPadding, VR.OB, new byte[4]);
        return object;
    }
}
