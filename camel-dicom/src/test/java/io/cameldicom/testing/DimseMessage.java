package io.cameldicom.testing;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdv;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A DIMSE message of a script: a command set and, where there is one, an encoded data set. Nothing in it is checked, so it
 * may be as wrong as the test wants.
 *
 * @param contextId the presentation context it is sent in
 * @param command sent as it is; {@link CommandSet#setDataSetPresent} need not fit
 * @param dataSet in the context's transfer syntax; null for none
 */
public record DimseMessage(int contextId, CommandSet command, byte[] dataSet) {

    /** Fragments of {@link #pdus()}: what fits the smallest maximum PDU length peers usually announce. */
    public static final int USUAL_FRAGMENT = 16_000;

    /** A C-ECHO-RQ. */
    public static DimseMessage echo(int contextId, int messageId) {
        CommandSet command = CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null)
                .setInt(Tag.MessageID, messageId)
                .setDataSetPresent(false);
        return new DimseMessage(contextId, command, null);
    }

    /** A C-STORE-RQ. */
    public static DimseMessage store(
            int contextId, int messageId, String sopClassUid, String sopInstanceUid, byte[] dataSet) {
        CommandSet command = CommandSet.request(Dimse.C_STORE_RQ, sopClassUid, sopInstanceUid)
                .setInt(Tag.MessageID, messageId)
                .setInt(Tag.Priority, 0)
                .setDataSetPresent(true);
        return new DimseMessage(contextId, command, dataSet);
    }

    /** The response to this message, without a data set. */
    public DimseMessage response(int status) {
        return new DimseMessage(
                contextId, CommandSet.responseTo(command, status).setDataSetPresent(false), null);
    }

    /** Its P-DATA-TF PDUs, one fragment each. */
    public List<PDataTf> pdus() {
        return pdus(USUAL_FRAGMENT);
    }

    /** Its P-DATA-TF PDUs, with one fragment of at most so many bytes each. */
    public List<PDataTf> pdus(int maxFragment) {
        List<PDataTf> pdus = new ArrayList<>(commandPdus(maxFragment));
        if (dataSet != null) {
            fragments(pdus, false, ByteBuffer.wrap(dataSet), maxFragment);
        }
        return pdus;
    }

    /** The P-DATA-TF PDUs of its command set only. */
    public List<PDataTf> commandPdus(int maxFragment) {
        List<PDataTf> pdus = new ArrayList<>();
        fragments(pdus, true, command.encode(), maxFragment);
        return pdus;
    }

    private void fragments(List<PDataTf> pdus, boolean isCommand, ByteBuffer bytes, int maxFragment) {
        do {
            int length = Math.min(maxFragment, bytes.remaining());
            ByteBuffer fragment = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            pdus.add(new PDataTf(List.of(new Pdv(contextId, isCommand, !bytes.hasRemaining(), fragment))));
        } while (bytes.hasRemaining());
    }
}
