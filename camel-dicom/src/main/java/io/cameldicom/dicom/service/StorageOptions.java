package io.cameldicom.dicom.service;

import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.ul.Association;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * SOP class extended negotiation of C-STORE (PS3.4 B.3.1): how a side stores.
 *
 * @param level of storage SCP: 0 defined attributes, 1 all standard attributes, 2 all attributes, 3 not an SCP
 * @param signatureLevel 0 unspecified, 1 signatures removed or invalidated, 2 verified and replaced, 3 kept
 * @param coercion 0 none, 1 may coerce attributes, 2 not an SCP
 */
public record StorageOptions(int level, int signatureLevel, int coercion) {
    /** What an SCP does that passes objects on as they are. */
    public static final StorageOptions UNCHANGED = new StorageOptions(2, 3, 0);
    /** What an association requestor proposes that only sends. */
    public static final StorageOptions NOT_AN_SCP = new StorageOptions(3, 0, 2);

    private static final int LENGTH = 6;

    /** What the acceptor of the association has said for a SOP class, if it has. */
    public static Optional<StorageOptions> ofAcceptor(Association association, String sopClassUid) {
        ByteBuffer answer = NegotiatedBytes.answered(association, sopClassUid);
        return answer.hasRemaining() ? Optional.of(decode(answer)) : Optional.empty();
    }

    /** Reads the service class application information; bytes that are not there are 0. */
    public static StorageOptions decode(ByteBuffer applicationInformation) {
        return new StorageOptions(
                NegotiatedBytes.at(applicationInformation, 0),
                NegotiatedBytes.at(applicationInformation, 2),
                NegotiatedBytes.at(applicationInformation, 4));
    }

    /** As it is proposed or answered. */
    public SopClassExtendedNegotiation item(String sopClassUid) {
        return new SopClassExtendedNegotiation(sopClassUid, encode());
    }

    ByteBuffer encode() {
        byte[] bytes = new byte[LENGTH];
        bytes[0] = (byte) level;
        bytes[2] = (byte) signatureLevel;
        bytes[4] = (byte) coercion;
        return ByteBuffer.wrap(bytes);
    }
}
