package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.ul.TlsException.Reason;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the JDK says about a failed handshake, in words for an operator. */
class TlsFailuresTest {

    private static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("pacs", 2762);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Received fatal alert: unknown_ca | CERTIFICATE_REFUSED_BY_PEER",
                "Received fatal alert: bad_certificate | CERTIFICATE_REFUSED_BY_PEER",
                "Received fatal alert: unsupported_certificate | CERTIFICATE_REFUSED_BY_PEER",
                "Received fatal alert: certificate_revoked | CERTIFICATE_REFUSED_BY_PEER",
                "Received fatal alert: certificate_expired | CERTIFICATE_REFUSED_BY_PEER",
                "Received fatal alert: certificate_unknown | CERTIFICATE_REFUSED_BY_PEER",
                "Received fatal alert: access_denied | CERTIFICATE_REFUSED_BY_PEER",
                "Received fatal alert: certificate_required | CERTIFICATE_MISSING",
                "Received fatal alert: protocol_version | NOTHING_IN_COMMON",
                "Received fatal alert: insufficient_security | NOTHING_IN_COMMON",
                "Received fatal alert: handshake_failure | NOTHING_IN_COMMON",
                "Received fatal alert: internal_error | FAILED",
                "Empty client certificate chain | CERTIFICATE_MISSING",
                "no cipher suites in common | NOTHING_IN_COMMON",
                "The client supported protocol versions are not accepted: protocol version | NOTHING_IN_COMMON",
                "Client requested protocol TLSv1.1 is not enabled | NOTHING_IN_COMMON",
                "No appropriate protocol | NOTHING_IN_COMMON",
                "something else | FAILED"
            })
    void the_reason_is_told_from_what_the_jdk_says(String message, Reason reason) {
        for (boolean requestor : new boolean[] {true, false}) {
            TlsException failure =
                    TlsFailures.describe("HUB->PACS#1", PEER, new SSLHandshakeException(message), requestor);
            assertEquals(reason, failure.reason());
            assertTrue(failure.getMessage().contains(message), failure.getMessage());
        }
    }

    @Test
    void a_peer_without_tls_is_told_by_its_first_byte() {
        assertTrue(new NotTlsException(1).isDicom());
        assertTrue(new NotTlsException(7).isDicom());
        for (int other : new int[] {0, 8}) {
            TlsException failure = TlsFailures.describe("HUB->PACS#1", PEER, new NotTlsException(other), true);
            assertEquals(Reason.NOT_TLS, failure.reason());
            assertTrue(failure.getMessage().contains("neither TLS nor DICOM"), failure.getMessage());
        }
    }
}
