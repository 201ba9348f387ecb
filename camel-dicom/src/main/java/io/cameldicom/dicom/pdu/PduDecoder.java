package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes PDUs (PS3.8 9.3). Every length is checked against its limit before anything is allocated, and no field can
 * read beyond the item it is in. Reserved fields are not tested. Thread-safe.
 */
public final class PduDecoder {

    /** Longest A-ASSOCIATE-RQ or -AC taken, in bytes: 128 contexts with 30 transfer syntaxes each need about 150 kB. */
    public static final int MAX_ASSOCIATE_LENGTH = 1 << 20;

    private static final int SHORT_LENGTH = 4;

    private final long maxPDataLength;

    /**
     * @param maxPDataLength longest P-DATA-TF variable field taken, in bytes: what was announced to the peer (PS3.8
     *     D.1)
     */
    public PduDecoder(int maxPDataLength) {
        this.maxPDataLength = maxPDataLength;
    }

    /**
     * Takes one whole PDU from the buffer, or nothing while bytes of it are missing.
     *
     * @throws PduException if the bytes are no PDU, as soon as that can be seen
     */
    public Optional<Pdu> decode(ByteBuffer in) throws PduException {
        if (!in.hasRemaining()) {
            return Optional.empty();
        }
        PduType type = PduType.of(in.get(in.position()));
        if (in.remaining() < Pdu.HEADER_LENGTH) {
            return Optional.empty();
        }
        long length = in.getInt(in.position() + 2) & 0xffff_ffffL;
        checkLength(type, length, maxPDataLength);
        if (in.remaining() - Pdu.HEADER_LENGTH < length) {
            return Optional.empty();
        }
        ByteBuffer body = in.slice(in.position() + Pdu.HEADER_LENGTH, (int) length);
        in.position(in.position() + Pdu.HEADER_LENGTH + (int) length);
        return Optional.of(decodeBody(type, body));
    }

    /**
     * Checks the length a PDU announces.
     *
     * @param maxPDataLength longest P-DATA-TF variable field taken, in bytes
     * @throws PduException with both lengths if it is out of bounds
     */
    public static void checkLength(PduType type, long length, long maxPDataLength) throws PduException {
        long limit =
                switch (type) {
                    case A_ASSOCIATE_RQ, A_ASSOCIATE_AC -> MAX_ASSOCIATE_LENGTH;
                    case P_DATA_TF -> maxPDataLength;
                    case A_ASSOCIATE_RJ, A_RELEASE_RQ, A_RELEASE_RP, A_ABORT -> SHORT_LENGTH;
                };
        if (length > limit) {
            throw PduException.invalid("%s of %d bytes: at most %d are taken", type, length, limit);
        }
    }

    /**
     * Decodes the variable field of a PDU.
     *
     * @param body exactly the variable field
     */
    public static Pdu decodeBody(PduType type, ByteBuffer body) throws PduException {
        ItemReader in = new ItemReader(type.toString(), body);
        Pdu pdu =
                switch (type) {
                    case A_ASSOCIATE_RQ -> new AssociateDecoder(in).associateRq();
                    case A_ASSOCIATE_AC -> new AssociateDecoder(in).associateAc();
                    case A_ASSOCIATE_RJ -> associateRj(in);
                    case P_DATA_TF -> pDataTf(in);
                    case A_RELEASE_RQ -> {
                        in.skip(SHORT_LENGTH);
                        yield new ReleaseRq();
                    }
                    case A_RELEASE_RP -> {
                        in.skip(SHORT_LENGTH);
                        yield new ReleaseRp();
                    }
                    case A_ABORT -> {
                        in.skip(2);
                        yield new Abort(in.u8(), in.u8());
                    }
                };
        if (in.hasRemaining()) {
            throw PduException.invalid("%s has %d bytes after its last field", type, in.remaining());
        }
        return pdu;
    }

    private static AssociateRj associateRj(ItemReader in) throws PduException {
        in.skip(1);
        return new AssociateRj(in.u8(), in.u8(), in.u8());
    }

    private static PDataTf pDataTf(ItemReader in) throws PduException {
        List<Pdv> pdvs = new ArrayList<>();
        while (in.hasRemaining()) {
            long length = in.u32();
            if (length < 2 || length > in.remaining()) {
                throw PduException.invalid(
                        "presentation data value item of %d bytes: must be 2 to %d, what is left of its P-DATA-TF",
                        length, in.remaining());
            }
            int contextId = in.u8();
            int control = in.u8();
            ByteBuffer data = ItemReader.copy(in.bytes((int) length - 2));
            pdvs.add(new Pdv(contextId, (control & Pdv.COMMAND) != 0, (control & Pdv.LAST) != 0, data));
        }
        return new PDataTf(pdvs);
    }
}
