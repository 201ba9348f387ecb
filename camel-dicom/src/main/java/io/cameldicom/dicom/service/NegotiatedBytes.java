package io.cameldicom.dicom.service;

import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.ul.Association;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;

/** Service class application information of SOP class extended negotiation (PS3.7 D.3.3.5). */
final class NegotiatedBytes {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private NegotiatedBytes() {}

    /** What the requestor proposed for a SOP class; empty for nothing. */
    static ByteBuffer proposed(Association association, String sopClassUid) {
        return find(association.associateRq().userInformation(), sopClassUid);
    }

    /** What the acceptor answered for a SOP class; empty for nothing. */
    static ByteBuffer answered(Association association, String sopClassUid) {
        return find(association.associateAc().userInformation(), sopClassUid);
    }

    /** The byte at an index; 0 if it is not there. */
    static int at(ByteBuffer bytes, int index) {
        return index < bytes.remaining() ? bytes.get(bytes.position() + index) & 0xFF : 0;
    }

    /** The options whose byte is 1. */
    static <E extends Enum<E>> Set<E> flags(ByteBuffer bytes, E[] options) {
        Set<E> on = new TreeSet<>();
        for (E option : options) {
            if (at(bytes, option.ordinal()) == 1) {
                on.add(option);
            }
        }
        return on;
    }

    private static ByteBuffer find(UserInformation information, String sopClassUid) {
        return information.all(SopClassExtendedNegotiation.class).stream()
                .filter(item -> item.sopClassUid().equals(sopClassUid))
                .findFirst()
                .map(SopClassExtendedNegotiation::applicationInformation)
                .orElse(NONE);
    }
}
