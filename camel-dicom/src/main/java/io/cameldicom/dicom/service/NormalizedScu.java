package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.AttributesSource;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseResponse;
import io.cameldicom.dicom.dimse.DimseResponses;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.ul.PDataSource;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends DIMSE-N requests (PS3.7 10.1) over one association, in a context of the SOP class or of a meta SOP class it belongs
 * to: as SCU N-CREATE, N-SET, N-GET, N-ACTION and N-DELETE, as SCP N-EVENT-REPORT. Thread-safe.
 *
 * <p>All methods throw a {@link ContextNotAcceptedException} if the peer accepted no such context, a {@link
 * RefusedException} if it answered a failure, an {@link io.cameldicom.dicom.dimse.AssociationLostException} if the
 * association ended without an answer. They are not for the reader thread of the session, on which handlers are called.
 */
public final class NormalizedScu {
    private final DimseSession session;
    private final Duration timeout;
    private final StatusTable statuses;

    /** @param timeout for each response */
    public NormalizedScu(DimseSession session, Duration timeout) {
        this(session, timeout, StatusTable.GENERAL);
    }

    /** @param statuses of the service class, for messages of exceptions */
    public NormalizedScu(DimseSession session, Duration timeout, StatusTable statuses) {
        this.session = session;
        this.timeout = timeout;
        this.statuses = statuses;
    }

    /**
     * N-CREATE.
     *
     * @param sopInstanceUid null leaves it to the peer, see {@link NormalizedResponse#sopInstanceUid}
     * @param attributes null or empty for none
     */
    public NormalizedResponse create(String sopClassUid, String sopInstanceUid, Attributes attributes)
            throws IOException {
        return send(CommandSet.request(Dimse.N_CREATE_RQ, sopClassUid, sopInstanceUid), sopClassUid, attributes);
    }

    /** N-SET of these attributes. */
    public NormalizedResponse set(String sopClassUid, String sopInstanceUid, Attributes attributes) throws IOException {
        return send(CommandSet.request(Dimse.N_SET_RQ, sopClassUid, sopInstanceUid), sopClassUid, attributes);
    }

    /** N-GET of these attributes; of all if none is named. */
    public NormalizedResponse get(String sopClassUid, String sopInstanceUid, int... tags) throws IOException {
        CommandSet request = CommandSet.request(Dimse.N_GET_RQ, sopClassUid, sopInstanceUid);
        if (tags.length > 0) {
            request.setTags(Tag.AttributeIdentifierList, tags);
        }
        return send(request, sopClassUid, null);
    }

    /**
     * N-ACTION.
     *
     * @param information null or empty for none
     */
    public NormalizedResponse action(
            String sopClassUid, String sopInstanceUid, int actionTypeId, Attributes information) throws IOException {
        CommandSet request = CommandSet.request(Dimse.N_ACTION_RQ, sopClassUid, sopInstanceUid)
                .setInt(Tag.ActionTypeID, actionTypeId);
        return send(request, sopClassUid, information);
    }

    /** N-DELETE. */
    public NormalizedResponse delete(String sopClassUid, String sopInstanceUid) throws IOException {
        return send(CommandSet.request(Dimse.N_DELETE_RQ, sopClassUid, sopInstanceUid), sopClassUid, null);
    }

    /**
     * N-EVENT-REPORT, from the SCP of a SOP class to its SCU.
     *
     * @param information null or empty for none
     */
    public NormalizedResponse eventReport(
            String sopClassUid, String sopInstanceUid, int eventTypeId, Attributes information) throws IOException {
        CommandSet request = CommandSet.request(Dimse.N_EVENT_REPORT_RQ, sopClassUid, sopInstanceUid)
                .setInt(Tag.EventTypeID, eventTypeId);
        return send(request, sopClassUid, information);
    }

    private NormalizedResponse send(CommandSet request, String sopClassUid, Attributes attributes) throws IOException {
        PresentationContext context = request.dimse() == Dimse.N_EVENT_REPORT_RQ
                ? Contexts.forReports(session.association(), sopClassUid)
                : Contexts.forOperations(session.association(), sopClassUid);
        PDataSource dataSet = attributes == null || attributes.isEmpty()
                ? null
                : new AttributesSource(attributes, context.transferSyntax());
        try (DimseResponses responses = session.start(context.id(), request, dataSet, timeout)) {
            DimseResponse response = responses.next();
            while (response.isPending()) {
                response = responses.next();
            }
            if (StatusClass.of(response.status()) == StatusClass.FAILURE) {
                throw new RefusedException(
                        session.association().id() + ": " + request.dimse(), response.command(), statuses);
            }
            return new NormalizedResponse(response.command(), OperationRequest.orEmpty(response.dataSet()));
        }
    }
}
