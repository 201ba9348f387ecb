package io.cameldicom.testing;

import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/** What goes wrong with encoded PDUs in the field, for {@link ScriptedPeer#sendAltered}. They may be combined. */
public final class Alterations {

    private static final int LENGTH_AT = 2;
    private static final int AE_TITLES_AT = 10;
    private static final int AE_TITLES_LENGTH = 32;
    private static final int ITEMS_AT = 74;
    private static final int PRESENTATION_CONTEXT_RQ = 0x20;

    private Alterations() {}

    /** Pads both AE titles of an A-ASSOCIATE-RQ or -AC with NUL bytes instead of blanks (PS3.8 9.3.2). */
    public static UnaryOperator<ByteBuffer> nulPaddedAeTitles() {
        return pdu -> {
            for (int i = AE_TITLES_AT; i < AE_TITLES_AT + AE_TITLES_LENGTH; i++) {
                if (pdu.get(i) == ' ') {
                    pdu.put(i, (byte) 0);
                }
            }
            return pdu;
        };
    }

    /** Makes the presentation context ids of an A-ASSOCIATE-RQ even (PS3.8 9.3.2.2 wants odd ones): 1 becomes 2. */
    public static UnaryOperator<ByteBuffer> evenContextIds() {
        return pdu -> {
            int item = ITEMS_AT;
            while (item < pdu.limit()) {
                if (pdu.get(item) == PRESENTATION_CONTEXT_RQ) {
                    pdu.put(item + 4, (byte) (pdu.get(item + 4) + 1));
                }
                item += 4 + (pdu.getShort(item + 2) & 0xFFFF);
            }
            return pdu;
        };
    }

    /** Announces another length than the PDU has, up to 4 GiB - 1. */
    public static UnaryOperator<ByteBuffer> announcedLength(long length) {
        return pdu -> pdu.putInt(LENGTH_AT, (int) length);
    }

    /** Makes it a PDU of another type, known or not. */
    public static UnaryOperator<ByteBuffer> type(int type) {
        return pdu -> pdu.put(0, (byte) type);
    }

    /** Leaves out everything behind the first bytes. */
    public static UnaryOperator<ByteBuffer> cutTo(int bytes) {
        return pdu -> pdu.limit(bytes);
    }
}
