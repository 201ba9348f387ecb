package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.UserInformation;
import java.nio.ByteBuffer;
import java.util.List;

/** What scripted peers say and hear. */
final class Messages {
    /** Context of Verification. */
    static final int VERIFICATION = 1;
    /** Context of CT Image Storage. */
    static final int CT = 3;
    /** Context of C-FIND in the study root. */
    static final int FIND = 5;

    static final AssociateRq RQ = new AssociateRq("HUB", "CT1", contexts(), information());

    private Messages() {}

    private static List<PresentationContextRq> contexts() {
        return List.of(
                new PresentationContextRq(VERIFICATION, UID.Verification, List.of(UID.ImplicitVRLittleEndian)),
                new PresentationContextRq(CT, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian)),
                new PresentationContextRq(
                        FIND, UID.StudyRootQueryRetrieveInformationModelFind, List.of(UID.ImplicitVRLittleEndian)));
    }

    private static UserInformation information() {
        return new UserInformation(List.of(new MaximumLength(16_384)));
    }

    static CommandSet echo(int messageId) {
        return CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null)
                .setInt(Tag.MessageID, messageId)
                .setDataSetPresent(false);
    }

    static CommandSet store(int messageId) {
        return CommandSet.request(Dimse.C_STORE_RQ, UID.CTImageStorage, "1.2.3")
                .setInt(Tag.MessageID, messageId)
                .setDataSetPresent(true);
    }

    static CommandSet find(int messageId) {
        return CommandSet.request(Dimse.C_FIND_RQ, UID.StudyRootQueryRetrieveInformationModelFind, null)
                .setInt(Tag.MessageID, messageId)
                .setDataSetPresent(true);
    }

    /** A C-FIND-RQ with an empty identifier. */
    static PDataTf findPdu(int messageId) {
        return pdu(command(FIND, find(messageId)), data(FIND, true));
    }

    /** A pending response with a Patient ID of two characters. */
    static PDataTf matchPdu(int messageId, String patientId) {
        return pdu(
                command(
                        FIND,
                        CommandSet.responseTo(find(messageId), Status.Pending).setDataSetPresent(true)),
                data(FIND, true, 0x10, 0, 0x20, 0, 2, 0, 0, 0, patientId.charAt(0), patientId.charAt(1)));
    }

    /** A final response. */
    static PDataTf endPdu(int messageId, int status) {
        return pdu(command(FIND, CommandSet.responseTo(find(messageId), status).setDataSetPresent(false)));
    }

    static PDataTf pdu(Pdv... fragments) {
        return new PDataTf(List.of(fragments));
    }

    static Pdv command(int contextId, CommandSet command) {
        return new Pdv(contextId, true, true, command.encode());
    }

    static Pdv data(int contextId, boolean last, int... bytes) {
        ByteBuffer data = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            data.put((byte) b);
        }
        return new Pdv(contextId, false, last, data.flip());
    }

    /** The command set of a message that came in one PDU. */
    static CommandSet commandOf(PDataTf pdu) {
        try {
            return CommandSet.decode(pdu.pdvs().get(0).data());
        } catch (MalformedCommandSetException e) {
            throw new AssertionError(e);
        }
    }
}
