package io.cameldicom.dicom.ul;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Certificates of TLS sessions. */
final class TlsCertificates {

    private TlsCertificates() {}

    /** The peer's own certificate; null if it has shown none. */
    static X509Certificate ofPeer(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate ? certificate : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
