package io.cameldicom.fuzz;

import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduDecoder;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PduException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** PDUs one after the other. What can be decoded can be encoded, and then decodes to the same again. */
public final class PduTarget {

    private static final PduDecoder DECODER = new PduDecoder(1 << 20);

    private PduTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws PduException {
        ByteBuffer in = ByteBuffer.wrap(input);
        Optional<Pdu> pdu = next(in);
        while (pdu.isPresent()) {
            roundTrip(pdu.get());
            pdu = next(in);
        }
    }

    private static Optional<Pdu> next(ByteBuffer in) {
        try {
            return DECODER.decode(in);
        } catch (PduException e) {
            return Optional.empty();
        }
    }

    private static void roundTrip(Pdu pdu) throws PduException {
        Pdu again = DECODER.decode(PduEncoder.encode(pdu)).orElseThrow();
        if (!again.equals(pdu)) {
            throw new AssertionError("not the same after encoding: " + pdu.type());
        }
    }
}
