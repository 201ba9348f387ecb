package io.cameldicom.component.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.transcode.TranscodeException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomImageTest {

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void renders_the_first_frame_as_png() throws IOException {
        Exchange sent = send("dicom-image:render", image(), Map.of());

        assertEquals("image/png", sent.getMessage().getHeader("Content-Type"));
        assertEquals(4, sent.getMessage().getHeader(ImageConstants.WIDTH));
        assertEquals(2, sent.getMessage().getHeader(ImageConstants.HEIGHT));
        BufferedImage picture = picture(sent);
        assertEquals(0, level(picture, 0, 0));
        assertEquals(7 * 10, level(picture, 3, 1));
    }

    @Test
    void takes_frame_window_size_and_format_from_the_endpoint_and_rather_from_headers() throws IOException {
        String uri = "dicom-image:render?frame=2&window=RAW(105,2)&size=400x400&format=jpeg&quality=100";
        BufferedImage second = picture(send(uri, image(), Map.of()));
        assertEquals(400, second.getWidth());
        assertEquals(0, level(second, 10, 10), 3);
        assertEquals(255, level(second, 390, 190), 3);

        Exchange first = send(
                uri,
                image(),
                Map.of(
                        ImageConstants.FRAME, 1,
                        ImageConstants.WINDOW, "full",
                        ImageConstants.SIZE, "x2",
                        ImageConstants.FORMAT, "png"));
        assertEquals("image/png", first.getMessage().getHeader("Content-Type"));
        assertEquals(7 * 10, level(picture(first), 3, 1));
    }

    @Test
    void renders_data_sets_files_and_compressed_images(@TempDir Path folder) throws Exception {
        assertEquals(70, level(picture(send("dicom-image:render", attributes(), Map.of())), 3, 1));

        DicomObject compressed = context.createProducerTemplate()
                .requestBody("dicom-transcode:JPEGLSLossless", image(), DicomObject.class);
        assertEquals(70, level(picture(send("dicom-image:render", compressed, Map.of())), 3, 1));
        Path file = compressed.saveTo(folder.resolve("image.dcm"));
        assertEquals(70, level(picture(send("dicom-image:render", file, Map.of())), 3, 1));
    }

    @Test
    void says_why_there_is_no_picture() throws IOException {
        Exchange beyond = send("dicom-image:render?frame=3", image(), Map.of());
        assertTrue(beyond.getException().getMessage().contains("frame 3 of an image with 2 frames"));

        Attributes report = new Attributes();
        report.setString(Tag.SOPClassUID, VR.UI, UID.BasicTextSRStorage);
        report.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3");
        Exchange pixelless =
                send("dicom-image:render", DicomObject.of(report, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), Map.of());
        assertInstanceOf(TranscodeException.class, pixelless.getException());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dicom-image:paint",
                "dicom-image:render?frame=0",
                "dicom-image:render?window=bright",
                "dicom-image:render?size=0x5",
                "dicom-image:render?size=x",
                "dicom-image:render?size=big",
                "dicom-image:render?format=tiff",
                "dicom-image:render?quality=0"
            })
    void a_mistake_stops_the_start(String uri) {
        assertThrows(Exception.class, () -> context.getEndpoint(uri));
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createFluentProducerTemplate()
                .to(uri)
                .withProcessor(exchange -> {
                    exchange.getMessage().setBody(body);
                    headers.forEach(exchange.getMessage()::setHeader);
                })
                .send();
    }

    private static BufferedImage picture(Exchange exchange) throws IOException {
        assertNull(exchange.getException());
        return ImageIO.read(new ByteArrayInputStream(exchange.getMessage().getBody(byte[].class)));
    }

    private static int level(BufferedImage picture, int x, int y) {
        return picture.getRaster().getSample(x, y, 0);
    }

    private static DicomObject image() throws IOException {
        return DicomObject.of(attributes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Two frames of 4x2 pixels: 0 to 70 in steps of ten, then 100 to 107. */
    private static Attributes attributes() {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, UID.MultiFrameGrayscaleByteSecondaryCaptureImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, "1.2.826.0.1.3680043.9.9999.78");
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setString(Tag.NumberOfFrames, VR.IS, "2");
        image.setInt(Tag.Rows, VR.US, 2);
        image.setInt(Tag.Columns, VR.US, 4);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        byte[] pixels = new byte[16];
        for (int i = 0; i < 8; i++) {
            pixels[i] = (byte) (10 * i);
            pixels[8 + i] = (byte) (100 + i);
        }
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return image;
    }
}
