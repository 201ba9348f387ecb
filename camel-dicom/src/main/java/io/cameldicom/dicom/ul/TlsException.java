package io.cameldicom.dicom.ul;

import java.net.InetSocketAddress;

/** TLS did not come to be, or broke; the connection is closed. The message says what was wrong and what to do. */
public final class TlsException extends AssociationException {

    /** What was wrong. */
    public enum Reason {
        /** The peer speaks plain DICOM, or something else altogether. */
        NOT_TLS,
        /** The peer's certificate has expired or is not valid yet. */
        CERTIFICATE_EXPIRED,
        /** The peer's certificate is for another host. */
        CERTIFICATE_FOR_ANOTHER_HOST,
        /** Nobody this side trusts has signed the peer's certificate. */
        CERTIFICATE_NOT_TRUSTED,
        /** The peer's certificate has a key or a signature that is too weak for the profile. */
        CERTIFICATE_TOO_WEAK,
        /** The side that has to show a certificate has none. */
        CERTIFICATE_MISSING,
        /** The peer does not accept this side's certificate. */
        CERTIFICATE_REFUSED_BY_PEER,
        /** No TLS version or cipher suite that both sides may use. */
        NOTHING_IN_COMMON,
        /** Anything else, an altered or faulty record among it. */
        FAILED
    }

    private final Reason reason;

    TlsException(String associationId, InetSocketAddress peer, Reason reason, String message, Throwable cause) {
        super(associationId, peer, message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
