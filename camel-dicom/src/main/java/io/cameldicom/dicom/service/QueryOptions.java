package io.cameldicom.dicom.service;

import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.ul.Association;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * SOP class extended negotiation of C-FIND (PS3.4 C.5.1.1): what the SCU proposes, what the SCP agrees to. Immutable.
 *
 * @param options what is on
 */
public record QueryOptions(Set<QueryOption> options) {
    public static final QueryOptions NONE = of();

    public QueryOptions {
        options = Set.copyOf(options);
    }

    public static QueryOptions of(QueryOption... options) {
        return new QueryOptions(Set.of(options));
    }

    /** What the association has agreed on for a SOP class; nothing if it was not proposed or not answered. */
    public static QueryOptions negotiated(Association association, String sopClassUid) {
        return decode(NegotiatedBytes.proposed(association, sopClassUid))
                .and(decode(NegotiatedBytes.answered(association, sopClassUid)));
    }

    /** Reads the service class application information; bytes that are not there are off (PS3.4 C.5.1.1). */
    public static QueryOptions decode(ByteBuffer applicationInformation) {
        return new QueryOptions(NegotiatedBytes.flags(applicationInformation, QueryOption.values()));
    }

    public boolean has(QueryOption option) {
        return options.contains(option);
    }

    /** What both have. */
    public QueryOptions and(QueryOptions other) {
        Set<QueryOption> both = new TreeSet<>(options);
        both.retainAll(other.options);
        return new QueryOptions(both);
    }

    /** As it is proposed or answered. */
    public SopClassExtendedNegotiation item(String sopClassUid) {
        return new SopClassExtendedNegotiation(sopClassUid, encode());
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(QueryOption.values().length);
        Arrays.stream(QueryOption.values()).forEach(option -> bytes.put((byte) (has(option) ? 1 : 0)));
        return bytes.flip();
    }
}
