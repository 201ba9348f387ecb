package io.cameldicom.dicom.pdu;

/** Encodes user information sub-items (PS3.8 Annex D, PS3.7 Annex D.3.3). */
final class UserInformationEncoder {

    private UserInformationEncoder() {}

    static void encode(ItemWriter out, UserInformationItem item) {
        out.item(item.itemType(), () -> content(out, item));
    }

    private static void content(ItemWriter out, UserInformationItem item) {
        if (item instanceof MaximumLength length) {
            out.u32(length.bytes());
        } else if (item instanceof ImplementationClassUid implementation) {
            out.ascii(implementation.uid());
        } else if (item instanceof AsynchronousOperationsWindow window) {
            out.u16(window.maxInvoked()).u16(window.maxPerformed());
        } else if (item instanceof RoleSelection role) {
            out.field(() -> out.ascii(role.sopClassUid()));
            out.u8(role.requestorIsScu() ? 1 : 0).u8(role.requestorIsScp() ? 1 : 0);
        } else if (item instanceof ImplementationVersionName version) {
            out.ascii(version.name());
        } else if (item instanceof SopClassExtendedNegotiation extended) {
            out.field(() -> out.ascii(extended.sopClassUid()));
            out.raw(extended.applicationInformation());
        } else if (item instanceof SopClassCommonExtendedNegotiation common) {
            out.field(() -> out.ascii(common.sopClassUid()));
            out.field(() -> out.ascii(common.serviceClassUid()));
            out.field(() -> common.relatedGeneralSopClassUids().forEach(uid -> out.field(() -> out.ascii(uid))));
        } else if (item instanceof UserIdentityRq identity) {
            out.u8(identity.identityType()).u8(identity.positiveResponseRequested() ? 1 : 0);
            out.field(() -> out.raw(identity.primaryField()));
            out.field(() -> out.raw(identity.secondaryField()));
        } else if (item instanceof UserIdentityAc response) {
            out.field(() -> out.raw(response.serverResponse()));
        } else if (item instanceof UnknownItem unknown) {
            out.raw(unknown.data());
        }
    }
}
