package io.cameldicom.dicom.pdu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decodes one A-ASSOCIATE-RQ or -AC, which have the same form (PS3.8 9.3.2, 9.3.3). For one use. */
final class AssociateDecoder {

    /**
     * Most items in one PDU: a megabyte of empty items would otherwise become some 30 MB of objects. 128 contexts with
     * 60 transfer syntaxes and as many roles stay below.
     */
    static final int MAX_ITEMS = 16_384;

    private final ItemReader in;
    private final Map<String, String> texts = new HashMap<>();
    private int items;
    private String applicationContext = "";
    private UserInformation userInformation = UserInformation.NONE;

    AssociateDecoder(ItemReader in) {
        this.in = in;
    }

    AssociateRq associateRq() throws PduException {
        int protocolVersion = protocolVersion();
        String called = AeTitle.decode(in.bytes(AeTitle.LENGTH));
        String calling = AeTitle.decode(in.bytes(AeTitle.LENGTH));
        in.skip(32);
        List<PresentationContextRq> contexts = new ArrayList<>();
        boolean[] used = new boolean[256];
        while (in.hasRemaining()) {
            int type = itemType(in);
            ItemReader item = in.item(type);
            if (type == PduEncoder.PRESENTATION_CONTEXT_RQ) {
                PresentationContextRq context = contextRq(item);
                if (context.id() % 2 == 0 || used[context.id()]) {
                    throw PduException.invalid(
                            "presentation context id %d: ids must be odd and differ (PS3.8 9.3.2.2)", context.id());
                }
                used[context.id()] = true;
                contexts.add(context);
            } else {
                commonItem(type, item);
            }
        }
        return new AssociateRq(protocolVersion, called, calling, applicationContext, contexts, userInformation);
    }

    AssociateAc associateAc() throws PduException {
        int protocolVersion = protocolVersion();
        String called = AeTitle.decode(in.bytes(AeTitle.LENGTH));
        String calling = AeTitle.decode(in.bytes(AeTitle.LENGTH));
        in.skip(32);
        List<PresentationContextAc> contexts = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = itemType(in);
            ItemReader item = in.item(type);
            if (type == PduEncoder.PRESENTATION_CONTEXT_AC) {
                contexts.add(contextAc(item));
            } else {
                commonItem(type, item);
            }
        }
        return new AssociateAc(protocolVersion, called, calling, applicationContext, contexts, userInformation);
    }

    private int protocolVersion() throws PduException {
        int version = in.u16();
        in.skip(2);
        return version;
    }

    /** Items of unrecognized types are ignored and skipped (PS3.8 9.3.1). */
    private void commonItem(int type, ItemReader item) throws PduException {
        if (type == PduEncoder.APPLICATION_CONTEXT) {
            applicationContext = item.text(texts);
        } else if (type == PduEncoder.USER_INFORMATION) {
            userInformation = userInformation(item);
        }
    }

    private UserInformation userInformation(ItemReader item) throws PduException {
        List<UserInformationItem> found = new ArrayList<>();
        while (item.hasRemaining()) {
            int type = itemType(item);
            found.add(UserInformationDecoder.decode(type, item.item(type), texts));
        }
        return new UserInformation(found);
    }

    private PresentationContextRq contextRq(ItemReader item) throws PduException {
        int id = item.u8();
        item.skip(3);
        String abstractSyntax = "";
        List<String> transferSyntaxes = new ArrayList<>();
        while (item.hasRemaining()) {
            int type = itemType(item);
            ItemReader syntax = item.item(type);
            if (type == PduEncoder.ABSTRACT_SYNTAX) {
                abstractSyntax = syntax.text(texts);
            } else if (type == PduEncoder.TRANSFER_SYNTAX) {
                transferSyntaxes.add(syntax.text(texts));
            }
        }
        return new PresentationContextRq(id, abstractSyntax, transferSyntaxes);
    }

    private PresentationContextAc contextAc(ItemReader item) throws PduException {
        int id = item.u8();
        item.skip(1);
        int result = item.u8();
        item.skip(1);
        String transferSyntax = "";
        while (item.hasRemaining()) {
            int type = itemType(item);
            ItemReader syntax = item.item(type);
            if (type == PduEncoder.TRANSFER_SYNTAX) {
                transferSyntax = syntax.text(texts);
            }
        }
        return new PresentationContextAc(id, result, transferSyntax);
    }

    private int itemType(ItemReader reader) throws PduException {
        if (++items > MAX_ITEMS) {
            throw PduException.invalid("more than %d items in one PDU", MAX_ITEMS);
        }
        return reader.u8();
    }
}
