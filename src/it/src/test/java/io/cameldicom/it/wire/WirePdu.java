package io.cameldicom.it.wire;

/** A PDU as received: its type and the bytes behind the six-byte header (PS3.8 9.3). */
public record WirePdu(int type, byte[] body) {
    public static final int ASSOCIATE_RQ = 1;
    public static final int ASSOCIATE_AC = 2;
    public static final int ASSOCIATE_RJ = 3;
    public static final int P_DATA_TF = 4;
    public static final int RELEASE_RQ = 5;
    public static final int RELEASE_RP = 6;
    public static final int ABORT = 7;

    /** "1/1/7" for a rejection (result, source, reason), "abort 2/1" for an abort (source, reason), else the type. */
    @Override
    public String toString() {
        return switch (type) {
            case ASSOCIATE_AC -> "accepted";
            case ASSOCIATE_RJ -> body[1] + "/" + body[2] + "/" + body[3];
            case RELEASE_RP -> "released";
            case ABORT -> "abort " + body[2] + "/" + body[3];
            default -> "PDU type " + type + " of " + body.length + " bytes";
        };
    }
}
