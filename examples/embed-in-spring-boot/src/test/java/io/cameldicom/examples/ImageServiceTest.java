package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.component.DicomComponent;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(120)
class ImageServiceTest {

    private static final String STUDY = "2.25.1";

    private final CamelContext sender = new DefaultCamelContext();
    private String address;
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + socket.getLocalPort();
        }
        sender.start();
        service = SpringApplication.run(ImageService.class, "--inbox.address=" + address);
    }

    @AfterEach
    void stop() {
        service.close();
        sender.stop();
    }

    @Test
    void bean_gets_what_the_route_lets_through() throws IOException {
        send("CT", "2.25.11");
        send("US", "2.25.12");
        send("MR", "2.25.13");

        assertEquals(Set.of("2.25.11", "2.25.13"), service.getBean(Inbox.class).series(STUDY));
    }

    @Test
    void component_of_the_routes_is_the_bean_with_the_settings_of_the_application() {
        DicomComponent component = service.getBean(CamelContext.class).getComponent("dicom", DicomComponent.class);

        assertEquals("INBOX", component.getAeTitle());
        assertEquals(20, component.getConfiguration().getMaxAssociations());
    }

    private void send(String modality, String seriesInstanceUid) throws IOException {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        attributes.setString(Tag.SOPInstanceUID, VR.UI, seriesInstanceUid + ".1");
        attributes.setString(Tag.StudyInstanceUID, VR.UI, STUDY);
        attributes.setString(Tag.SeriesInstanceUID, VR.UI, seriesInstanceUid);
        attributes.setString(Tag.Modality, VR.CS, modality);
        DicomObject object = DicomObject.of(attributes, TransferSyntax.of(UID.ExplicitVRLittleEndian));
        assertNull(sender.createProducerTemplate()
                .send("dicom:INBOX@" + address + "?associationLinger=0", exchange -> exchange.getMessage()
                        .setBody(object))
                .getException());
    }
}
