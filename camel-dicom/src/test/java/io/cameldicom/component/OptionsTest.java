package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong option stops the start, with a sentence that names option, value and what would be right. */
class OptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private DicomEndpoint endpoint(String uri) {
        return context.getEndpoint(uri, DicomEndpoint.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxAssociations=0 | maxAssociations=0: must be 1 to 10000",
                "maxAssociationsPerAeTitle=-1 | must be 0 to 10000",
                "associationPoolSize=0 | associationPoolSize=0: must be 1 to 1000",
                "associationLinger=-5 | associationLinger=-5: must be 0",
                "storeTimeout=0 | storeTimeout=0: must be a duration above 0",
                "idleTimeout=-1 | there is no unlimited wait",
                "maxPduLength=100 | maxPduLength=100: must be 4096 to 16777216",
                "maxObjectSize=lots | maxObjectSize=lots: must be a number of bytes, or one with a unit",
                "maxObjectSize=1 | must be at least 1024 bytes",
                "spoolThreshold=17MiB | spoolThreshold=17MiB: must be 0 to 16MiB",
                "maxSequenceDepth=0 | maxSequenceDepth=0: must be 1 to",
                "callingAeTitle=AN_AE_TITLE_TOO_LONG | callingAeTitle=AN_AE_TITLE_TOO_LONG: AE title",
                "transferSyntaxes=JPEGLSLosles | did you mean JPEGLSLossless",
                "transcode=MPEG2MPML | transcode=MPEG2MPML: there is no encoder",
                "sopClasses=CTImageStorge | sopClasses: CTImageStorge is not known",
                "allowedRemoteAddresses=pacs.local | is no address range",
                "service=fetch | service=fetch: fetch is not offered, must be of store",
                "operation=stor | stor",
                "ackMode=never | never",
                "maxAsociations=5 | maxAsociations",
            })
    void a_wrong_option_is_named(String option, String sentence) {
        ResolveEndpointFailedException failure = assertThrows(
                ResolveEndpointFailedException.class, () -> endpoint("dicom:HUB@localhost:11112?" + option));

        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        assertTrue(messages.toString().contains(sentence), messages.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dicom:localhost:104 | has no AE title, write dicom:aeTitle@host:port",
                "dicom:HUB@localhost | has no port",
                "dicom:HUB@:104 | has no host",
                "dicom:HUB@localhost:dicom | the port must be a number",
                "dicom:HUB@localhost:70000 | the port must be a number",
                "dicom:SEVENTEEN_LETTERS@localhost:104 | at most 16",
            })
    void a_wrong_path_is_explained(String uri, String sentence) {
        ResolveEndpointFailedException failure =
                assertThrows(ResolveEndpointFailedException.class, () -> endpoint(uri));

        assertTrue(failure.getMessage().contains(sentence), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "dicom:HUB@0.0.0.0:11112, HUB, 0.0.0.0, 11112",
        "dicom://HUB@0.0.0.0:11112, HUB, 0.0.0.0, 11112",
        "dicom:*@localhost:104, *, localhost, 104",
        "dicom:MY HUB@localhost:104, MY HUB, localhost, 104",
        "dicom:A+B@localhost:104, A+B, localhost, 104",
        "dicom:HUB@[::1]:104, HUB, [::1], 104",
        "dicom:A&B@localhost:104, A&B, localhost, 104",
    })
    void the_path_names_ae_title_host_and_port(String uri, String aeTitle, String host, int port) {
        DicomEndpoint endpoint = endpoint(uri);

        assertEquals(aeTitle, endpoint.getAeTitle());
        assertEquals(host, endpoint.getHost());
        assertEquals(port, endpoint.getPort());
    }

    @Test
    void options_are_set_from_the_uri_with_units_and_in_any_case() {
        DicomConfiguration options = endpoint("dicom:HUB@localhost:104?storeTimeout=2m&maxObjectSize=1GiB"
                        + "&ackMode=SPOOLED&operation=Echo&spoolThreshold=64KiB&associationLinger=1500")
                .getConfiguration();

        assertEquals(Duration.ofMinutes(2).toMillis(), options.getStoreTimeout());
        assertEquals(1L << 30, options.maxObjectBytes());
        assertEquals(AckMode.spooled, options.getAckMode());
        assertEquals(DicomOperation.echo, options.getOperation());
        assertEquals(64 * 1024, options.spoolThresholdBytes());
        assertEquals(1_500, options.getAssociationLinger());
    }

    @Test
    void the_component_gives_defaults_to_its_endpoints() {
        DicomComponent component = context.getComponent("dicom", DicomComponent.class);
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withProperty("ae-title", "ROUTER")
                .withProperty("store-timeout", "7s")
                .withProperty("associationPoolSize", "9")
                .bind();

        DicomEndpoint endpoint = endpoint("dicom:PACS@localhost:104?associationPoolSize=2");

        assertEquals("ROUTER", endpoint.callingAeTitle());
        assertEquals(7_000, endpoint.getConfiguration().getStoreTimeout());
        assertEquals(2, endpoint.getConfiguration().getAssociationPoolSize());
        assertEquals(9, component.getConfiguration().getAssociationPoolSize());
    }

    @Test
    void a_producer_needs_an_ae_title_and_a_port() {
        assertThrows(IllegalArgumentException.class, () -> endpoint("dicom:*@localhost:104")
                .createProducer());
        assertThrows(IllegalArgumentException.class, () -> endpoint("dicom:PACS@localhost:0")
                .createProducer());
    }

    @Test
    void tooling_learns_the_address() {
        EndpointServiceLocation location = endpoint("dicom:PACS@pacs1:104");

        assertEquals("pacs1:104", location.getServiceUrl());
        assertEquals("dicom", location.getServiceProtocol());
        assertEquals(Map.of("aeTitle", "PACS"), location.getServiceMetadata());
    }

    @Test
    void uri_factory_knows_the_path() throws Exception {
        String uri = context.getCamelContextExtension()
                .getEndpointUriFactory("dicom")
                .buildUri("dicom", Map.of("aeTitle", "PACS", "host", "pacs1", "port", 104, "operation", "echo"));

        assertEquals("dicom:PACS@pacs1:104?operation=echo", uri);
    }

    @Test
    void no_header_is_named_twice_and_all_begin_alike() throws Exception {
        var headers = java.util.Arrays.stream(DicomConstants.class.getFields())
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(Collectors.toList());

        assertEquals(
                headers.size(),
                Map.copyOf(headers.stream().collect(Collectors.toMap(h -> h, h -> h)))
                        .size());
        assertTrue(headers.stream().allMatch(header -> header.startsWith("CamelDicom")));
    }
}
