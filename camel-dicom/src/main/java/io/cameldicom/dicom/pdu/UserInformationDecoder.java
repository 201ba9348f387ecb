package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decodes user information sub-items (PS3.8 Annex D, PS3.7 Annex D.3.3). Bytes after the last known field are not
 * tested.
 */
final class UserInformationDecoder {

    private UserInformationDecoder() {}

    static UserInformationItem decode(int type, ItemReader in, Map<String, String> texts) throws PduException {
        return switch (type) {
            case MaximumLength.TYPE -> new MaximumLength(in.u32());
            case ImplementationClassUid.TYPE -> new ImplementationClassUid(in.text(texts));
            case AsynchronousOperationsWindow.TYPE -> new AsynchronousOperationsWindow(in.u16(), in.u16());
            case RoleSelection.TYPE -> new RoleSelection(
                    ItemReader.text(in.field(), texts), in.u8() == 1, in.u8() == 1);
            case ImplementationVersionName.TYPE -> new ImplementationVersionName(in.text(texts));
            case SopClassExtendedNegotiation.TYPE -> new SopClassExtendedNegotiation(
                    ItemReader.text(in.field(), texts), in.rest());
            case SopClassCommonExtendedNegotiation.TYPE -> common(in, texts);
            case UserIdentityRq.TYPE -> new UserIdentityRq(
                    in.u8(), in.u8() == 1, ItemReader.copy(in.field()), ItemReader.copy(in.field()));
            case UserIdentityAc.TYPE -> new UserIdentityAc(ItemReader.copy(in.field()));
            default -> new UnknownItem(type, in.rest());
        };
    }

    private static SopClassCommonExtendedNegotiation common(ItemReader in, Map<String, String> texts)
            throws PduException {
        String sopClassUid = ItemReader.text(in.field(), texts);
        String serviceClassUid = ItemReader.text(in.field(), texts);
        ByteBuffer field = in.field();
        ItemReader related = new ItemReader("related general SOP classes of item 57H", field);
        List<String> uids = new ArrayList<>();
        while (related.hasRemaining()) {
            uids.add(ItemReader.text(related.field(), texts));
        }
        return new SopClassCommonExtendedNegotiation(sopClassUid, serviceClassUid, uids);
    }
}
