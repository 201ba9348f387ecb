package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.UserIdentityRq;
import io.cameldicom.dicom.ul.AssociationRejectedException;
import io.cameldicom.dicom.ul.UserIdentityVerifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** User identity (PS3.7 D.3.3.7) between a producer and a consumer. */
@Timeout(60)
class UserIdentityRouteTest {

    private final List<String> identities = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();

    private final UserIdentityVerifier verifier = (identity, rq, remote) -> {
        String seen =
                identity.identityType() + " " + text(identity.primaryField()) + " " + text(identity.secondaryField());
        identities.add(seen);
        boolean token = identity.identityType() > UserIdentityRq.USERNAME_AND_PASSCODE;
        return seen.contains("s3cret-not")
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(token ? new byte[] {1} : new byte[0]));
    };

    private DicomTestContext hub(String options) throws Exception {
        DicomTestContext camel = new DicomTestContext(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0" + options)
                        .routeId("hub")
                        .process(exchange ->
                                names.add(String.valueOf(exchange.getIn().getHeader(DicomConstants.USER_NAME))));
            }
        });
        camel.context.getRegistry().bind("verifier", verifier);
        return camel.start();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "username=ann | 1 ann | ann",
                "username=ann&password=s3cret | 2 ann s3cret | ann",
                "saml=<a/> | 4 <a/> | null",
                "jwt=x.y.z | 5 x.y.z | null",
            })
    void an_identity_is_verified_and_confirmed(String options, String identity, String name) throws Exception {
        try (DicomTestContext camel = hub("?userIdentityVerifier=#verifier&userIdentityRequired=true")) {
            assertNull(camel.send(camel.uri("hub") + "?userIdentityConfirmed=true&" + options, TestObjects.ct(1_000))
                    .getException());
        }
        assertEquals(List.of(identity), identities.stream().map(String::strip).toList());
        assertEquals(List.of(name), names);
    }

    @Test
    void a_ticket_comes_from_a_file_that_is_read_for_each_association(@TempDir Path folder) throws Exception {
        Path ticket = Files.writeString(folder.resolve("ticket"), "first");
        try (DicomTestContext camel = hub("?userIdentityVerifier=#verifier")) {
            String uri = camel.uri("hub") + "?associationLinger=0&kerberosTicket=file:" + ticket;
            assertNull(camel.send(uri, TestObjects.ct(1_000)).getException());
            Files.writeString(ticket, "second");
            assertNull(camel.send(uri, TestObjects.ct(1_000)).getException());
            Files.delete(ticket);
            assertNotNull(camel.send(uri, TestObjects.ct(1_000)).getException());
        }
        assertEquals(
                List.of("3 first", "3 second"),
                identities.stream().map(String::strip).toList());
    }

    @Test
    void who_is_not_who_he_says_is_rejected_and_no_message_has_the_passcode() throws Exception {
        try (DicomTestContext camel = hub("?userIdentityVerifier=#verifier")) {
            DicomOperationException failure = DicomTestContext.failure(
                    camel.send(camel.uri("hub") + "?username=ann&password=s3cret-not", TestObjects.ct(1_000)));

            assertInstanceOf(AssociationRejectedException.class, failure.getCause());
            assertFalse(failure.getMessage().contains("s3cret"), failure.getMessage());
        }
        assertTrue(names.isEmpty());
    }

    @Test
    void who_gives_no_identity_is_rejected_where_one_is_required() throws Exception {
        try (DicomTestContext camel = hub("?userIdentityVerifier=#verifier&userIdentityRequired=true")) {
            assertInstanceOf(
                    AssociationRejectedException.class,
                    DicomTestContext.failure(camel.send(camel.uri("hub"), TestObjects.ct(1_000)))
                            .getCause());
        }
    }

    @Test
    void a_name_that_nobody_verified_is_not_in_the_header() throws Exception {
        try (DicomTestContext camel = hub("")) {
            assertNull(camel.send(camel.uri("hub") + "?username=ann", TestObjects.ct(1_000))
                    .getException());
        }
        assertEquals(List.of("null"), names);
    }

    @Test
    void an_association_whose_peer_does_not_confirm_is_not_used() throws Exception {
        try (DicomTestContext camel = hub("")) {
            assertNotNull(DicomTestContext.failure(
                    camel.send(camel.uri("hub") + "?username=ann&userIdentityConfirmed=true", TestObjects.ct(1_000))));
        }
        assertTrue(names.isEmpty());
    }

    @Test
    void two_identities_at_once_are_an_error_at_start() throws Exception {
        try (DicomTestContext camel = hub("")) {
            Exception e = assertThrows(Exception.class, () -> camel.context
                    .getEndpoint(camel.uri("hub") + "?username=ann&jwt=x.y.z")
                    .createProducer());
            assertTrue(e.getMessage().contains("only one of username"), e.getMessage());
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
