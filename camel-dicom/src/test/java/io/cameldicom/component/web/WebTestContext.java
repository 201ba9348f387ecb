package io.cameldicom.component.web;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context without routes, to send from. */
final class WebTestContext implements AutoCloseable {

    static final String PATIENT = "Recognisable^Name";

    final CamelContext context = new DefaultCamelContext();

    WebTestContext() {
        context.getShutdownStrategy().setTimeout(10);
        context.start();
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createFluentProducerTemplate()
                .to(uri)
                .withProcessor(exchange -> {
                    exchange.getIn().setBody(body);
                    exchange.getIn().setHeaders(new HashMap<>(headers));
                })
                .send();
    }

    Exchange succeed(String uri, Object body) {
        Exchange done = send(uri, body);
        assertNull(done.getException(), () -> "failed: " + done.getException());
        return done;
    }

    DicomWebException fail(String uri, Object body) {
        return assertInstanceOf(DicomWebException.class, send(uri, body).getException());
    }

    /** An image with a UID that ends in this number. */
    static DicomObject image(int number, int pixelBytes) {
        try {
            return DicomObject.of(attributes(number, pixelBytes), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Attributes attributes(int number, int pixelBytes) {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.7");
        image.setString(Tag.SOPInstanceUID, VR.UI, "1.2.3.4." + number);
        image.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        image.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.3.4");
        image.setString(Tag.Modality, VR.CS, "OT");
        image.setString(Tag.PatientName, VR.PN, PATIENT);
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        int rows = Math.max(1, pixelBytes / 1000);
        image.setInt(Tag.Rows, VR.US, rows);
        image.setInt(Tag.Columns, VR.US, pixelBytes / rows);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        byte[] pixels = new byte[pixelBytes];
        java.util.Arrays.fill(pixels, (byte) number);
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return image;
    }

    static byte[] bytes(DicomObject object) {
        try (var in = object.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
