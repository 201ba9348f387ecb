package io.cameldicom.component.transcode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.transcode.TranscodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UnitOfWorkFactory;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomTranscodeTest {

    private static final int SIDE = 512;

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ImplicitVRLittleEndian",
                "ExplicitVRBigEndian",
                "deflated",
                "rle",
                "JPEGLossless",
                "jpeg-lossless-sv1",
                "jpeg-ls-lossless",
                "1.2.840.10008.1.2.4.80"
            })
    void converts_there_and_back_without_a_difference(String target) throws IOException {
        DicomObject image = image(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        Exchange there = send("dicom-transcode:" + target, image);
        DicomObject converted = body(there);
        assertEquals(TransferSyntax.resolve(target).get(0), converted.transferSyntax());
        assertEquals("converted", header(there));
        assertEquals(image.sopInstanceUid(), converted.sopInstanceUid());

        DicomObject back = body(send("dicom-transcode:ExplicitVRLittleEndian", converted));
        assertArrayEquals(image.frames().decoded(0), back.frames().decoded(0));
    }

    @Test
    void keeps_the_result_in_a_whole_file_until_the_exchange_is_done() throws IOException {
        DicomObject image = image(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        Exchange exchange = send("dicom-transcode:ImplicitVRLittleEndian", image);

        Path file = body(exchange).path();
        assertEquals(UID.ImplicitVRLittleEndian, DicomObject.of(file).transferSyntaxUid(), "a Part 10 file by itself");
        exchange.getUnitOfWork().done(exchange);
        assertFalse(Files.exists(file), "the file of an exchange that is done");
    }

    @Test
    void leaves_alone_what_has_the_transfer_syntax_already() {
        DicomObject image = image(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        Exchange sent = send("dicom-transcode:ExplicitVRLittleEndian", image);

        assertSame(image, sent.getMessage().getBody());
        assertEquals("unchanged", header(sent));
    }

    @Test
    void leaves_alone_what_has_no_pixels_to_compress() {
        DicomObject report = encode(report(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        Exchange sent = send("dicom-transcode:JPEGLSLossless?onImpossible=fail", report);

        assertSame(report, sent.getMessage().getBody());
        assertEquals("unchanged", header(sent));
    }

    @Test
    void loses_nothing_unless_it_is_allowed() {
        DicomObject image = image(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        Exchange passed = send("dicom-transcode:JPEGBaseline8Bit", image);
        assertSame(image, passed.getMessage().getBody());
        assertEquals("impossible", header(passed));
        assertTrue(passed.getMessage()
                .getHeader(DicomConstants.TRANSCODING_REASON, String.class)
                .contains("allowLossy=false"));

        Exchange failed = send("dicom-transcode:JPEGBaseline8Bit?onImpossible=fail", image);
        assertInstanceOf(TranscodeException.class, failed.getException());
    }

    @Test
    void makes_another_instance_of_what_it_compresses_with_loss_and_the_same_one_each_time() {
        DicomObject image = image(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        String uri = "dicom-transcode:JPEGBaseline8Bit?allowLossy=true&quality=70";

        Exchange sent = send(uri, image, Map.of(DicomConstants.SOP_INSTANCE_UID, image.sopInstanceUid()));
        DicomObject lossy = body(sent);

        assertEquals("newInstance", header(sent));
        assertNotEquals(image.sopInstanceUid(), lossy.sopInstanceUid());
        assertEquals(lossy.sopInstanceUid(), lossy.string("SOPInstanceUID"));
        assertEquals(lossy.sopInstanceUid(), sent.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID));
        assertEquals("01", lossy.string("LossyImageCompression"));
        assertEquals(lossy.sopInstanceUid(), body(send(uri, image)).sopInstanceUid());
        assertNotEquals(
                lossy.sopInstanceUid(),
                body(send("dicom-transcode:JPEGBaseline8Bit?allowLossy=true&quality=60", image))
                        .sopInstanceUid());
    }

    @Test
    void steers_the_encoder() {
        DicomObject image = image(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        DicomObject good = body(send("dicom-transcode:JPEGBaseline8Bit?allowLossy=true&quality=95", image));
        DicomObject poor = body(send(
                "dicom-transcode:JPEGBaseline8Bit?allowLossy=true&parameters=quality=20,restartInterval=4", image));

        assertTrue(poor.size() < good.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dicom-transcode:jpeg",
                "dicom-transcode:nonsense",
                "dicom-transcode:MPEG4HP41",
                "dicom-transcode:JPEGBaseline8Bit?quality=101",
                "dicom-transcode:JPEGLSLossless?quality=50",
                "dicom-transcode:JPEGLossless?parameters=predictor",
                "dicom-transcode:JPEGLossless?parameters=predictor=8"
            })
    void a_mistake_stops_the_start(String uri) {
        Exception e = assertThrows(Exception.class, () -> context.getEndpoint(uri));

        assertTrue(e.getMessage().contains("dicom-transcode:"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "implicit-vr-little-endian",
                "explicit-vr-little-endian",
                "explicit-vr-big-endian",
                "deflated-explicit-vr-little-endian",
                "rle-lossless",
                "jpeg-lossless",
                "jpeg-lossless-sv1",
                "jpeg-ls-lossless",
                "jpeg-2000-lossless"
            })
    void data_types_name_the_transfer_syntax_in_yaml(String name) throws Exception {
        String route = "- route:\n    from:\n      uri: direct:in\n      steps:\n"
                + "        - transformDataType:\n            toType: \"dicom:" + name + "\"\n";
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("in.camel.yaml", route));

        Exchange sent = send("direct:in", image(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));

        assertNull(sent.getException());
        assertEquals(Transcoding.target(name), body(sent).transferSyntax());
    }

    @Test
    void a_data_type_that_cannot_be_made_fails_the_exchange() throws Exception {
        String route = "- route:\n    from:\n      uri: direct:in\n      steps:\n"
                + "        - transformDataType:\n            toType: \"dicom:jpeg-ls-lossless\"\n";
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("in.camel.yaml", route));
        Attributes deep = attributes();
        deep.setInt(Tag.BitsAllocated, VR.US, 32);
        deep.setInt(Tag.BitsStored, VR.US, 32);
        deep.setInt(Tag.HighBit, VR.US, 31);
        deep.setInt(Tag.Rows, VR.US, SIDE / 4);

        Exchange sent = send("direct:in", encode(deep, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));

        assertInstanceOf(TranscodeException.class, sent.getException());
    }

    private Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = context.getEndpoint(uri).createExchange();
        exchange.getMessage().setBody(body);
        headers.forEach(exchange.getMessage()::setHeader);
        // the exchange is not done when it comes back, so that what it holds can be looked at
        UnitOfWorkFactory unitsOfWork = PluginHelper.getUnitOfWorkFactory(context);
        unitsOfWork.afterPropertiesConfigured(context);
        exchange.getExchangeExtension().setUnitOfWork(unitsOfWork.createUnitOfWork(exchange));
        return context.createProducerTemplate().send(uri, exchange);
    }

    private static DicomObject body(Exchange exchange) {
        assertNull(exchange.getException());
        return exchange.getMessage().getBody(DicomObject.class);
    }

    private static Object header(Exchange exchange) {
        return exchange.getMessage().getHeader(DicomConstants.TRANSCODING);
    }

    private static DicomObject image(TransferSyntax syntax) {
        return encode(attributes(), syntax);
    }

    private static DicomObject encode(Attributes attributes, TransferSyntax syntax) {
        try {
            return DicomObject.of(attributes, syntax);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Larger than what stays in memory. */
    private static Attributes attributes() {
        Attributes image = instance(UID.SecondaryCaptureImageStorage);
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, SIDE);
        image.setInt(Tag.Columns, VR.US, SIDE);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % SIDE * 7 ^ i / SIDE);
        }
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return image;
    }

    private static Attributes report() {
        Attributes report = instance(UID.BasicTextSRStorage);
        report.setString(Tag.Modality, VR.CS, "SR");
        return report;
    }

    private static Attributes instance(String sopClass) {
        Attributes instance = new Attributes();
        instance.setString(Tag.SOPClassUID, VR.UI, sopClass);
        instance.setString(Tag.SOPInstanceUID, VR.UI, "1.2.826.0.1.3680043.9.9999.77");
        return instance;
    }
}
