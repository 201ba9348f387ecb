package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.DataSetStream;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.ul.Association;
import java.io.IOException;

/** A C-STORE-RQ that came in (PS3.7 9.1.1), its data set still to be read. Not thread-safe. */
public final class StoreRequest {
    private static final int MEDIUM_PRIORITY = 0;

    private final DimseRequest request;
    private final CommandSet command;
    private final String sopClassUid;
    private final String sopInstanceUid;
    private Runnable afterwards;
    private boolean overlapping;

    /** What is left to do when the data set has been read. */
    @FunctionalInterface
    public interface Rest {
        /** As {@link StoreHandler#store}. */
        StoreResult finish() throws IOException;
    }

    StoreRequest(DimseRequest request) {
        this.request = request;
        this.command = request.command();
        this.sopClassUid = request.sopClassUid();
        this.sopInstanceUid = request.sopInstanceUid();
    }

    public Association association() {
        return request.association();
    }

    /** Affected SOP Class UID; it is the presentation context's. */
    public String sopClassUid() {
        return sopClassUid;
    }

    /**
     * Affected SOP Instance UID, at most 64 characters. Digits and dots, but there are peers that use ASCII letters, {@code
     * -} and {@code _} too. That the data set says the same is not checked.
     */
    public String sopInstanceUid() {
        return sopInstanceUid;
    }

    /** UID of the transfer syntax the data set comes in. */
    public String transferSyntaxUid() {
        return request.presentationContext().transferSyntax();
    }

    public int messageId() {
        return request.messageId();
    }

    /** 0 medium, 1 high, 2 low (PS3.7 9.1.1.1.6). */
    public int priority() {
        return command.getInt(Tag.Priority, MEDIUM_PRIORITY);
    }

    /** AE title whose C-MOVE made the peer send this, or null. */
    public String moveOriginatorAeTitle() {
        return command.getString(Tag.MoveOriginatorApplicationEntityTitle);
    }

    /** Message id of that C-MOVE, or -1. */
    public int moveOriginatorMessageId() {
        return command.getInt(Tag.MoveOriginatorMessageID, -1);
    }

    /** The data set as it arrives: no preamble, no group 0002. What is left unread is skipped before the answer. */
    public DataSetStream dataSet() {
        return request.dataSet();
    }

    /**
     * Goes on without the data set, what is left of it being skipped. Where an operations window was negotiated (PS3.7
     * D.3.3.3) that is done on a thread of the executor while the next request is read, else here and now.
     *
     * @return what {@link StoreHandler#store} is to return at once
     * @throws IOException as {@code rest}, and as {@link DimseRequest#answerLater}
     */
    public StoreResult finishWith(Rest rest) throws IOException {
        if (!request.mayOverlap()) {
            return rest.finish();
        }
        request.answerLater(later -> answer(rest));
        overlapping = true;
        return StoreResult.LATER;
    }

    /** Answers on the thread that finishes. */
    private void answer(Rest rest) throws IOException {
        try {
            StoreResult result = rest.finish();
            request.respond(result.status(), result.errorComment());
        } finally {
            runAfterwards();
        }
    }

    /**
     * Something to do when the answer has left (or could not leave), such as deleting files: the peer need not wait for
     * it. It is done on the thread that answers.
     */
    public void whenAnswered(Runnable task) {
        afterwards = task;
    }

    void answered() {
        if (!overlapping) {
            runAfterwards();
        }
    }

    private void runAfterwards() {
        if (afterwards != null) {
            afterwards.run();
        }
    }
}
