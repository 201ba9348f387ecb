package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;

/** Encodes PDUs (PS3.8 9.3). Reserved bytes are sent as 00H. */
public final class PduEncoder {

    static final int APPLICATION_CONTEXT = 0x10;
    static final int PRESENTATION_CONTEXT_RQ = 0x20;
    static final int PRESENTATION_CONTEXT_AC = 0x21;
    static final int ABSTRACT_SYNTAX = 0x30;
    static final int TRANSFER_SYNTAX = 0x40;
    static final int USER_INFORMATION = 0x50;

    private PduEncoder() {}

    /**
     * Encodes a PDU with its header.
     *
     * @throws IllegalArgumentException if something does not fit its field: an AE title of more than 16 characters, an
     *     item longer than 65535 bytes
     */
    public static ByteBuffer encode(Pdu pdu) {
        ItemWriter out = new ItemWriter();
        switch (pdu.type()) {
            case A_ASSOCIATE_RQ -> associateRq(out, (AssociateRq) pdu);
            case A_ASSOCIATE_AC -> associateAc(out, (AssociateAc) pdu);
            case A_ASSOCIATE_RJ -> {
                AssociateRj rj = (AssociateRj) pdu;
                out.u8(0).u8(rj.result()).u8(rj.source()).u8(rj.reason());
            }
            case P_DATA_TF -> pDataTf(out, (PDataTf) pdu);
            case A_RELEASE_RQ, A_RELEASE_RP -> out.zeros(4);
            case A_ABORT -> {
                Abort abort = (Abort) pdu;
                out.zeros(2).u8(abort.source()).u8(abort.reason());
            }
        }
        return out.toPdu(pdu.type());
    }

    private static void associateRq(ItemWriter out, AssociateRq rq) {
        fixedPart(out, rq.protocolVersion(), rq.calledAeTitle(), rq.callingAeTitle(), rq.applicationContext());
        for (PresentationContextRq context : rq.presentationContexts()) {
            out.item(PRESENTATION_CONTEXT_RQ, () -> {
                out.u8(context.id()).zeros(3);
                out.item(ABSTRACT_SYNTAX, () -> out.ascii(context.abstractSyntax()));
                context.transferSyntaxes().forEach(uid -> out.item(TRANSFER_SYNTAX, () -> out.ascii(uid)));
            });
        }
        userInformation(out, rq.userInformation());
    }

    private static void associateAc(ItemWriter out, AssociateAc ac) {
        fixedPart(out, ac.protocolVersion(), ac.calledAeTitle(), ac.callingAeTitle(), ac.applicationContext());
        for (PresentationContextAc context : ac.presentationContexts()) {
            out.item(PRESENTATION_CONTEXT_AC, () -> {
                out.u8(context.id()).u8(0).u8(context.result()).u8(0);
                out.item(TRANSFER_SYNTAX, () -> out.ascii(context.transferSyntax()));
            });
        }
        userInformation(out, ac.userInformation());
    }

    private static void fixedPart(
            ItemWriter out, int protocolVersion, String called, String calling, String applicationContext) {
        out.u16(protocolVersion).zeros(2);
        out.raw(AeTitle.encode(called)).raw(AeTitle.encode(calling)).zeros(32);
        if (!applicationContext.isEmpty()) {
            out.item(APPLICATION_CONTEXT, () -> out.ascii(applicationContext));
        }
    }

    private static void userInformation(ItemWriter out, UserInformation information) {
        if (!information.items().isEmpty()) {
            out.item(
                    USER_INFORMATION,
                    () -> information.items().forEach(item -> UserInformationEncoder.encode(out, item)));
        }
    }

    private static void pDataTf(ItemWriter out, PDataTf pData) {
        for (Pdv pdv : pData.pdvs()) {
            ByteBuffer data = pdv.data();
            out.u32(data.remaining() + 2L)
                    .u8(pdv.contextId())
                    .u8(pdv.controlHeader())
                    .raw(data);
        }
    }
}
