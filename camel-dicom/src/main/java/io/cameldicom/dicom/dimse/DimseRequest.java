package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.PDataSource;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;

/** A request that came in, and the way to answer it. To be used by one thread at a time while the handler is called. */
public final class DimseRequest {
    private final DimseSession session;
    private final PresentationContext context;
    private final CommandSet command;
    private final DataSetStream dataSet;
    private boolean answered;

    DimseRequest(DimseSession session, PresentationContext context, CommandSet command, DataSetStream dataSet) {
        this.session = session;
        this.context = context;
        this.command = command;
        this.dataSet = dataSet;
    }

    public Association association() {
        return session.association();
    }

    public PresentationContext presentationContext() {
        return context;
    }

    public CommandSet command() {
        return command;
    }

    public int messageId() {
        return command.messageId();
    }

    /** Affected or Requested SOP Class UID; the context's abstract syntax where the peer left it out. */
    public String sopClassUid() {
        String uid = command.sopClassUid();
        return uid != null ? uid : context.abstractSyntax();
    }

    /** Affected or Requested SOP Instance UID, or null. */
    public String sopInstanceUid() {
        return command.sopInstanceUid();
    }

    /** The data set as it arrives, or null if the message has none. */
    public DataSetStream dataSet() {
        return dataSet;
    }

    /**
     * Answers without a data set.
     *
     * @param errorComment see {@link CommandSet#setErrorComment}; may be null
     */
    public void respond(int status, String errorComment) throws IOException {
        respond(CommandSet.responseTo(command, status).setErrorComment(errorComment), null);
    }

    /**
     * Answers. What the handler has not read of the request's data set is skipped before: a peer may not listen while
     * it sends.
     *
     * @param response from {@link CommandSet#responseTo}; with a pending status there can be more of them
     * @param answer a data set in the context's transfer syntax; null for none
     */
    public void respond(CommandSet response, PDataSource answer) throws IOException {
        if (answered) {
            throw new IllegalStateException(command + " has been answered");
        }
        skipRest();
        answered = StatusClass.of(response.status()) != StatusClass.PENDING;
        response.setDataSetPresent(answer != null);
        association().writeMessage(context.id(), response.encode(), answer);
    }

    boolean isAnswered() {
        return answered;
    }

    void skipRest() throws IOException {
        if (dataSet != null) {
            dataSet.drain();
        }
    }
}
