package io.cameldicom.dicom.pdu;

/**
 * A-ABORT (PS3.8 9.3.8). Holds the codes as they are on the wire, since a peer may send reserved ones.
 *
 * @param source 0 service user, 2 service provider
 * @param reason meaningful only where the source is the service provider
 */
public record Abort(int source, int reason) implements Pdu {

    public Abort {
        Codes.requireByte("source", source);
        Codes.requireByte("reason", reason);
    }

    /** An abort by the service user, such as an application that gives up. */
    public static Abort byUser() {
        return new Abort(AbortSource.SERVICE_USER.code(), 0);
    }

    /** An abort by the service provider, such as for a PDU that cannot be understood. */
    public static Abort byProvider(AbortReason reason) {
        return new Abort(AbortSource.SERVICE_PROVIDER.code(), reason.code());
    }

    @Override
    public PduType type() {
        return PduType.A_ABORT;
    }

    /** Source and reason in words and numbers. */
    public String describe() {
        AbortSource known = AbortSource.of(source);
        if (known == AbortSource.SERVICE_USER) {
            return "source 0 " + known;
        }
        AbortReason why = AbortReason.of(reason);
        return "source " + source + " " + (known == null ? "reserved" : known) + ", reason " + reason + " "
                + (why == null ? "reserved" : why);
    }
}
