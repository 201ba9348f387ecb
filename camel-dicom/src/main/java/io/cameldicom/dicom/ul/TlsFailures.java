package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.ul.TlsException.Reason;
import java.net.InetSocketAddress;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Puts into words why TLS failed. Java says it by causes where it looked itself, and by text where the peer did. */
final class TlsFailures {

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

    private TlsFailures() {}

    /** For TLS where plain DICOM is spoken. */
    static PduException unexpected(boolean requestor) {
        return new PduException(
                AbortReason.UNRECOGNIZED_PDU,
                requestor
                        ? "the peer answers with TLS: switch TLS on for this peer, or use its port without TLS"
                        : "the peer speaks TLS, this port takes plain DICOM: switch TLS off at the peer, or send it to a"
                                + " port with TLS");
    }

    static TlsException describe(String id, InetSocketAddress peer, SSLException failure, boolean requestor) {
        if (failure instanceof NotTlsException other) {
            return new TlsException(id, peer, Reason.NOT_TLS, notTls(other, requestor), failure);
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
                return ofCertificate(id, peer, failure, requestor);
            }
        }
        String text = String.valueOf(failure.getMessage());
        Matcher alert = ALERT.matcher(text);
        Reason reason = alert.find() ? ofAlert(alert.group(1)) : ofText(text);
        return new TlsException(id, peer, reason, words(reason, requestor) + " (" + text + ")", failure);
    }

    private static String notTls(NotTlsException failure, boolean requestor) {
        if (!failure.isDicom()) {
            return "what the peer sent is neither TLS nor DICOM: " + failure.getMessage();
        }
        return requestor
                ? "the peer answers in plain DICOM: use its port with TLS (2762 is usual), or switch TLS off for this peer"
                : "the peer speaks plain DICOM, this port takes TLS only: switch TLS on at the peer, or send it to a port"
                        + " without TLS";
    }

    private static TlsException ofCertificate(
            String id, InetSocketAddress peer, SSLException failure, boolean requestor) {
        Reason reason = Reason.CERTIFICATE_NOT_TRUSTED;
        X509Certificate certificate = null;
        String detail = "";
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException path) {
                certificate = certificate == null ? certificateOf(path) : certificate;
                if (path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
                    reason = Reason.CERTIFICATE_TOO_WEAK;
                    detail = String.valueOf(path.getMessage());
                }
            }
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                reason = Reason.CERTIFICATE_EXPIRED;
                detail = String.valueOf(cause.getMessage());
            } else if (requestor && cause.getClass() == CertificateException.class && cause.getCause() == null) {
                reason = Reason.CERTIFICATE_FOR_ANOTHER_HOST;
                detail = String.valueOf(cause.getMessage());
            }
        }
        String whose = certificate == null
                ? ""
                : " [" + certificate.getSubjectX500Principal().getName() + "]";
        return new TlsException(
                id,
                peer,
                reason,
                words(reason, requestor) + (detail.isEmpty() ? "" : " (" + detail + ")") + whose,
                failure);
    }

    private static X509Certificate certificateOf(CertPathValidatorException failure) {
        int index = failure.getIndex();
        return failure.getCertPath() != null
                        && index >= 0
                        && failure.getCertPath().getCertificates().get(index) instanceof X509Certificate certificate
                ? certificate
                : null;
    }

    private static Reason ofAlert(String alert) {
        return switch (alert) {
            case "bad_certificate",
                    "unsupported_certificate",
                    "certificate_revoked",
                    "certificate_expired",
                    "certificate_unknown",
                    "unknown_ca",
                    "access_denied" -> Reason.CERTIFICATE_REFUSED_BY_PEER;
            case "certificate_required" -> Reason.CERTIFICATE_MISSING;
            case "protocol_version", "insufficient_security", "handshake_failure" -> Reason.NOTHING_IN_COMMON;
            default -> Reason.FAILED;
        };
    }

    private static Reason ofText(String text) {
        if (text.contains("client certificate chain")) {
            return Reason.CERTIFICATE_MISSING;
        }
        return text.contains("cipher suites in common")
                        || text.contains("protocol version")
                        || text.contains("requested protocol")
                        || text.contains("No appropriate protocol")
                ? Reason.NOTHING_IN_COMMON
                : Reason.FAILED;
    }

    private static String words(Reason reason, boolean requestor) {
        return switch (reason) {
            case CERTIFICATE_EXPIRED -> "the certificate of the peer has expired or is not valid yet: the peer needs a new"
                    + " one, or one of the clocks is wrong";
            case CERTIFICATE_FOR_ANOTHER_HOST -> "the certificate of the peer is for another host: connect by a name that"
                    + " it has, or give the peer one with this name";
            case CERTIFICATE_NOT_TRUSTED -> "the certificate of the peer is not trusted: put the authority that signed it,"
                    + " or itself if it is self-signed, into the trust store of this side";
            case CERTIFICATE_TOO_WEAK -> "the certificate of the peer has a key or a signature too weak for BCP 195: it"
                    + " needs RSA with 2048 bits or EC with 256, and SHA-256";
            case CERTIFICATE_MISSING -> requestor
                    ? "the peer requires a certificate and has got none that it could use: put one into the key store of"
                            + " this side"
                    : "the peer has shown no certificate, and one is required: give it one";
            case CERTIFICATE_REFUSED_BY_PEER -> "the peer does not accept the certificate of this side, or has got none: it"
                    + " must trust the authority that signed it, and the name and dates must be right";
            case NOTHING_IN_COMMON -> "no TLS version and cipher suite that both sides may use, or no key or certificate"
                    + " for it: BCP 195 wants TLS 1.2 or 1.3 with ECDHE and AES-GCM or ChaCha20";
            case NOT_TLS, FAILED -> "TLS failed";
        };
    }
}
