package io.cameldicom.dicom.pdu;

/**
 * SCP/SCU role selection (PS3.7 D.3.3.4). Absent means that the association requestor is SCU and the acceptor SCP.
 *
 * @param sopClassUid the SOP class the roles are for
 * @param requestorIsScu whether the association requestor proposes (RQ) or may take (AC) the SCU role
 * @param requestorIsScp the same for the SCP role
 */
public record RoleSelection(String sopClassUid, boolean requestorIsScu, boolean requestorIsScp)
        implements UserInformationItem {

    static final int TYPE = 0x54;

    @Override
    public int itemType() {
        return TYPE;
    }

    /** The roles that both have. */
    public RoleSelection and(RoleSelection other) {
        return new RoleSelection(
                sopClassUid, requestorIsScu && other.requestorIsScu, requestorIsScp && other.requestorIsScp);
    }

    /** What holds where no role was negotiated. */
    public static RoleSelection defaultFor(String sopClassUid) {
        return new RoleSelection(sopClassUid, true, false);
    }
}
