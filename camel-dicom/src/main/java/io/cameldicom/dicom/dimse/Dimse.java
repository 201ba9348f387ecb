package io.cameldicom.dicom.dimse;

/**
 * The DIMSE messages by their Command Field (0000,0100), PS3.7 Table E.1-1. A response carries its request's value with
 * bit 15 set; C-CANCEL-RQ has no response.
 */
public enum Dimse {
    C_STORE_RQ(0x0001),
    C_GET_RQ(0x0010),
    C_FIND_RQ(0x0020),
    C_MOVE_RQ(0x0021),
    C_ECHO_RQ(0x0030),
    N_EVENT_REPORT_RQ(0x0100),
    N_GET_RQ(0x0110),
    N_SET_RQ(0x0120),
    N_ACTION_RQ(0x0130),
    N_CREATE_RQ(0x0140),
    N_DELETE_RQ(0x0150),
    C_CANCEL_RQ(0x0FFF),
    C_STORE_RSP(0x8001),
    C_GET_RSP(0x8010),
    C_FIND_RSP(0x8020),
    C_MOVE_RSP(0x8021),
    C_ECHO_RSP(0x8030),
    N_EVENT_REPORT_RSP(0x8100),
    N_GET_RSP(0x8110),
    N_SET_RSP(0x8120),
    N_ACTION_RSP(0x8130),
    N_CREATE_RSP(0x8140),
    N_DELETE_RSP(0x8150);

    private static final int RESPONSE_BIT = 0x8000;
    private static final Dimse[] VALUES = values();

    private final int commandField;
    private final String word;

    Dimse(int commandField) {
        this.commandField = commandField;
        this.word = name().replace('_', '-');
    }

    /** The message with this command field, or null if the standard knows none. */
    public static Dimse of(int commandField) {
        for (Dimse dimse : VALUES) {
            if (dimse.commandField == commandField) {
                return dimse;
            }
        }
        return null;
    }

    /** Whether a command field, known or not, is a response: bit 15 says so (PS3.7 Annex E). */
    public static boolean isResponse(int commandField) {
        return (commandField & RESPONSE_BIT) != 0;
    }

    /** The command field of the response to a request, known or not. */
    static int responseField(int commandField) {
        return commandField | RESPONSE_BIT;
    }

    /** Command Field (0000,0100). */
    public int commandField() {
        return commandField;
    }

    public boolean isResponse() {
        return isResponse(commandField);
    }

    public boolean isRequest() {
        return !isResponse();
    }

    /**
     * The response to this request.
     *
     * @throws IllegalStateException for C-CANCEL-RQ and for responses, which have none
     */
    public Dimse response() {
        Dimse response = isResponse() ? null : of(responseField(commandField));
        if (response == null) {
            throw new IllegalStateException(word + " has no response");
        }
        return response;
    }

    /** Whether a C-CANCEL-RQ can end it (PS3.7 9.3.2.3, 9.3.3.3, 9.3.4.3). */
    public boolean isCancellable() {
        return this == C_FIND_RQ || this == C_GET_RQ || this == C_MOVE_RQ;
    }

    /** Whether the DIMSE-N element names are used: Requested rather than Affected SOP class (PS3.7 10.1). */
    boolean namesRequestedSop() {
        return switch (this) {
            case N_GET_RQ, N_SET_RQ, N_ACTION_RQ, N_DELETE_RQ -> true;
            default -> false;
        };
    }

    /** As the standard writes it: {@code C-STORE-RQ}. */
    @Override
    public String toString() {
        return word;
    }
}
