package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dimse.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** The same routes in YAML. */
class YamlRouteTest {

    private final List<String> modalities = new CopyOnWriteArrayList<>();

    private DicomTestContext yaml(String routes) throws Exception {
        DicomTestContext camel = new DicomTestContext();
        Processor take = exchange ->
                modalities.add(exchange.getIn().getBody(DicomObject.class).string("Modality"));
        camel.context.getRegistry().bind("take", take);
        PluginHelper.getRoutesLoader(camel.context).loadRoutes(ResourceHelper.fromString("routes.camel.yaml", routes));
        return camel;
    }

    @Test
    void receive_filter_and_forward() throws Exception {
        String archive =
                """
                - route:
                    id: archive
                    from:
                      uri: "dicom:ARCHIVE@127.0.0.1:0"
                      steps:
                        - process:
                            ref: take
                """;
        String hub =
                """
                - route:
                    id: hub
                    from:
                      uri: dicom
                      parameters:
                        aeTitle: HUB
                        host: 127.0.0.1
                        port: 0
                        maxObjectSize: 1GiB
                        idleTimeout: 30s
                      steps:
                        - filter:
                            simple: "${body.string('Modality')} == 'CT'"
                            steps:
                              - to:
                                  uri: "dicom:ARCHIVE@127.0.0.1:%d"
                                  parameters:
                                    callingAeTitle: HUB
                                    associationPoolSize: 2
                """;
        try (DicomTestContext receiver = yaml(archive).start();
                DicomTestContext camel = yaml(hub.formatted(
                                receiver.consumer("archive").getPort()))
                        .start()) {
            assertNull(camel.send(camel.uri("hub"), TestObjects.mr(500)).getException());
            Exchange sent = camel.send(camel.uri("hub"), TestObjects.ct(400_000));

            assertNull(sent.getException());
            assertEquals(Status.Success, sent.getMessage().getHeader(DicomConstants.STATUS));
            assertEquals(List.of("CT"), modalities);
        }
    }

    @Test
    void a_destination_that_is_down_is_a_failure_for_the_sender() throws Exception {
        int port;
        try (var free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (DicomTestContext camel =
                yaml("""
                        - route:
                            id: hub
                            from:
                              uri: "dicom:HUB@127.0.0.1:0"
                              steps:
                                - to:
                                    uri: "dicom:ARCHIVE@127.0.0.1:%d"
                        """
                                .formatted(port))
                        .start()) {
            DicomOperationException failure =
                    DicomTestContext.failure(camel.send(camel.uri("hub"), TestObjects.ct(100)));

            assertEquals(Status.ProcessingFailure, failure.getStatus());
            assertEquals("Not taken by ARCHIVE: no connection", failure.getErrorComment());
        }
    }

    @Test
    void a_status_is_set_as_the_standard_writes_it() throws Exception {
        try (DicomTestContext camel =
                yaml("""
                        - route:
                            id: hub
                            from:
                              uri: "dicom:HUB@127.0.0.1:0"
                              steps:
                                - setHeader:
                                    name: CamelDicomStatus
                                    constant: "0124"
                        """)
                        .start()) {
            assertEquals(
                    Status.NotAuthorized,
                    DicomTestContext.failure(camel.send(camel.uri("hub"), TestObjects.ct(100)))
                            .getStatus());
        }
    }

    @Test
    void a_misspelt_option_stops_the_start() {
        Exception failure = assertThrows(Exception.class, () -> {
            try (DicomTestContext camel = yaml(
                    """
                    - route:
                        from:
                          uri: "dicom:HUB@127.0.0.1:0"
                          parameters:
                            maxAsociations: 3
                          steps:
                            - to: "mock:x"
                    """)) {
                camel.start();
            }
        });

        assertTrue(failure.toString().contains("maxAsociations"), failure.toString());
    }
}
