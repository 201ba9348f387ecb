package io.cameldicom.dicom.pdu;

/**
 * A-ASSOCIATE-RJ (PS3.8 9.3.4). Holds the codes as they are on the wire, since a peer may send reserved ones.
 *
 * @param result 1 permanent, 2 transient
 * @param source 1 service user, 2 service provider (ACSE), 3 service provider (presentation)
 * @param reason depends on the source
 */
public record AssociateRj(int result, int source, int reason) implements AssociateResponse {

    public AssociateRj {
        Codes.requireByte("result", result);
        Codes.requireByte("source", source);
        Codes.requireByte("reason", reason);
    }

    public static AssociateRj of(RejectResult result, RejectReason reason) {
        return new AssociateRj(result.code(), reason.source().code(), reason.code());
    }

    /** Nothing the requestor could retry would help: an AE title, the application context, the protocol version. */
    public static AssociateRj permanent(RejectReason reason) {
        return of(RejectResult.REJECTED_PERMANENT, reason);
    }

    /** The requestor may try again later: limits and congestion. */
    public static AssociateRj transientlyFor(RejectReason reason) {
        return of(RejectResult.REJECTED_TRANSIENT, reason);
    }

    @Override
    public PduType type() {
        return PduType.A_ASSOCIATE_RJ;
    }

    /** Whether trying again later may help (result 2). */
    public boolean isTransient() {
        return result == RejectResult.REJECTED_TRANSIENT.code();
    }

    /** The three codes in words and numbers, such as {@code called-AE-title-not-recognized (result 1 ...)}. */
    public String describe() {
        RejectResult knownResult = RejectResult.of(result);
        RejectSource knownSource = RejectSource.of(source);
        RejectReason knownReason = RejectReason.of(source, reason);
        return (knownReason == null ? "reserved reason" : knownReason)
                + " (result " + result + " " + (knownResult == null ? "reserved" : knownResult)
                + ", source " + source + " " + (knownSource == null ? "reserved" : knownSource)
                + ", reason " + reason + ")";
    }
}
