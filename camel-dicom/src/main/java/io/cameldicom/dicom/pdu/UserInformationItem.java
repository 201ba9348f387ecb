package io.cameldicom.dicom.pdu;

/** A sub-item of the user information item (PS3.8 Annex D, PS3.7 Annex D.3.3). All implementations are immutable. */
public sealed interface UserInformationItem
        permits MaximumLength,
                ImplementationClassUid,
                AsynchronousOperationsWindow,
                RoleSelection,
                ImplementationVersionName,
                SopClassExtendedNegotiation,
                SopClassCommonExtendedNegotiation,
                UserIdentityRq,
                UserIdentityAc,
                UnknownItem {

    /** The first byte of the item, 51H to 59H for those the standard knows. */
    int itemType();
}
