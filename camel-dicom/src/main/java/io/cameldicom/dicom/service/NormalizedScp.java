package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.util.Set;

/**
 * Serves the DIMSE-N requests of a service class (PS3.7 10.1): as SCP of SOP classes N-CREATE, N-SET, N-GET, N-ACTION and
 * N-DELETE, as SCU N-EVENT-REPORT. Requests of an association are performed in the order they come, on its reader thread,
 * since each may depend on the one before.
 */
public final class NormalizedScp implements ServiceClassProvider {
    private final NormalizedHandler handler;
    private final TransferCapability capability;
    private final Set<Dimse> commands;

    /**
     * @param capability SOP classes and meta SOP classes, and this side's role; see {@link QuerySopClasses#TRANSFER_SYNTAXES}
     * @param commands the requests served, N-EVENT-REPORT being one to the SCU; others are answered 0211
     */
    public NormalizedScp(NormalizedHandler handler, TransferCapability capability, Set<Dimse> commands) {
        this.handler = handler;
        this.capability = capability;
        this.commands = Set.copyOf(commands);
    }

    @Override
    public TransferCapability transferCapability() {
        return capability;
    }

    @Override
    public Set<Dimse> commands() {
        return commands;
    }

    @Override
    public void handle(DimseRequest request) throws IOException {
        NormalizedRequest normalized = new NormalizedRequest(request, instanceOf(request));
        try {
            answer(normalized, perform(normalized));
        } finally {
            normalized.answered();
        }
    }

    private NormalizedReply perform(NormalizedRequest request) throws IOException {
        return switch (request.dimse()) {
            case N_CREATE_RQ -> handler.create(request);
            case N_SET_RQ -> handler.set(request);
            case N_GET_RQ -> handler.get(request);
            case N_ACTION_RQ -> handler.action(request);
            case N_DELETE_RQ -> handler.delete(request);
            case N_EVENT_REPORT_RQ -> handler.eventReport(request);
            default -> throw new DicomServiceException(
                    Status.UnrecognizedOperation, request.dimse() + " is no operation of this service");
        };
    }

    private static void answer(NormalizedRequest normalized, NormalizedReply reply) throws IOException {
        DimseRequest request = normalized.request();
        CommandSet response =
                CommandSet.responseTo(request.command(), reply.status()).setErrorComment(reply.errorComment());
        if (normalized.isSopInstanceUidGenerated()) {
            response.setString(Tag.AffectedSOPInstanceUID, normalized.sopInstanceUid());
        }
        boolean hasData = reply.attributes() != null && !reply.attributes().isEmpty();
        request.respond(response, hasData ? request.encoded(reply.attributes()) : null);
    }

    private String instanceOf(DimseRequest request) throws DicomServiceException {
        String uid = request.sopInstanceUid();
        if (uid != null) {
            return uid;
        }
        if (request.command().dimse() == Dimse.N_CREATE_RQ) {
            return UidGenerator.next();
        }
        if (handler.takesRequestsWithoutInstance()) {
            return null;
        }
        throw new DicomServiceException(
                Status.InvalidSOPInstance, request.command().dimse() + " without a SOP Instance UID");
    }
}
