package io.cameldicom.dicom.ul;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * What TLS may be negotiated (PS3.15 Annex B). A profile narrows what the {@code SSLContext} allows and never widens
 * it.
 *
 * <p>The BCP 195 profiles allow TLS 1.3 and 1.2 with cipher suites that authenticate what they encrypt (AEAD) and keys
 * that are agreed on anew for each connection (ECDHE), certificates with RSA keys from 2048 and elliptic curves from
 * 256 bits, and no signature with SHA-1. DHE is left out: RFC 9325 4.1 advises against it and PS3.15 B.13 forbids it
 * where the key length cannot be set, as here.
 */
public enum TlsProfile {

    /**
     * BCP 195 (RFC 8996 and 9325), PS3.15 B.12; also fulfils the retired B.9 and, as it never goes below TLS 1.2, the
     * Non-Downgrading B.10.
     */
    BCP195(suite -> isAead(suite)),

    /** Extended and Modified BCP 195, PS3.15 B.11 (retired) and B.13: AES-GCM only. */
    EXTENDED_BCP195(suite -> isAead(suite) && suite.contains("_GCM_")),

    /** Whatever the {@code SSLContext} allows. For peers that can do no better; PS3.15 has no name for it. */
    CUSTOM(null);

    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final Predicate<String> cipherSuites;

    TlsProfile(Predicate<String> cipherSuites) {
        this.cipherSuites = cipherSuites;
    }

    /**
     * Leaves enabled what both the engine's context and this profile allow.
     *
     * @throws IllegalStateException if that is nothing
     */
    void narrow(SSLEngine engine) {
        if (this == CUSTOM) {
            return;
        }
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(both(PROTOCOLS, engine.getEnabledProtocols(), PROTOCOLS::contains, "protocol"));
        parameters.setCipherSuites(both(
                List.of(parameters.getCipherSuites()), engine.getEnabledCipherSuites(), cipherSuites, "cipher suite"));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setAlgorithmConstraints(new Bcp195Constraints(parameters.getAlgorithmConstraints()));
        engine.setSSLParameters(parameters);
    }

    /**
     * Checks the dates of the peer's own certificate, which PKIX does not where that one is itself in the trust store
     * (RFC 5280 6.1), as it is for many devices.
     *
     * @throws SSLException if it has expired or is not valid yet
     */
    void requireValid(SSLSession session) throws SSLException {
        if (this == CUSTOM) {
            return;
        }
        X509Certificate certificate = TlsCertificates.ofPeer(session);
        if (certificate != null) {
            try {
                certificate.checkValidity();
            } catch (CertificateException e) {
                throw new SSLException("the certificate is not valid now", e);
            }
        }
    }

    private String[] both(List<String> order, String[] enabled, Predicate<String> allowed, String what) {
        List<String> available = Arrays.asList(enabled);
        String[] common =
                order.stream().filter(available::contains).filter(allowed).toArray(String[]::new);
        if (common.length == 0) {
            throw new IllegalStateException("the SSLContext allows no TLS " + what + " that the profile " + this
                    + " does: of " + available + " none may be used");
        }
        return common;
    }

    private static boolean isAead(String suite) {
        boolean tls13 = suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_");
        return (tls13 || suite.startsWith("TLS_ECDHE_"))
                && (suite.contains("_GCM_") || suite.contains("_CHACHA20_POLY1305_"));
    }
}
