package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.DimseResponse;
import io.cameldicom.dicom.dimse.DimseResponses;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.dimse.StatusTable;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The matches of a query as the peer finds them. What is not taken waits, at the peer in the end: one that is left alone
 * for longer than its patience may abort. Closing cancels the query unless all have come. For one thread at a time.
 *
 * <p>{@link #hasNext} and {@link #next} throw an {@link UncheckedIOException} whose cause is a {@link RefusedException} if
 * the peer ended the query with a failure, and else as {@link DimseResponses#next}.
 */
public final class Matches implements Iterator<Attributes>, Closeable {
    private static final int UNKNOWN = -1;

    private final String associationId;
    private final DimseResponses responses;
    private Attributes next;
    private int status = UNKNOWN;
    private String errorComment;
    private boolean ended;
    private boolean optionalKeysNotSupported;

    Matches(String associationId, DimseResponses responses) {
        this.associationId = associationId;
        this.responses = responses;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            try {
                fetch();
            } catch (IOException e) {
                ended = true;
                responses.close();
                throw new UncheckedIOException(e);
            }
        }
        return next != null;
    }

    @Override
    public Attributes next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more matches");
        }
        Attributes match = next;
        next = null;
        return match;
    }

    /** The final status when there is no next match any more: 0000, B001 or FE00; -1 before, and after a failure. */
    public int status() {
        return status;
    }

    /** Error comment of the final response, or null. It is the peer's text: not for logs above DEBUG. */
    public String errorComment() {
        return errorComment;
    }

    /** Whether the peer said with a match so far that it does not support optional keys (FF01). */
    public boolean optionalKeysNotSupported() {
        return optionalKeysNotSupported;
    }

    /** Asks the peer to stop; the matches under way can still be taken. For any thread. */
    public void cancel() throws IOException {
        responses.cancel();
    }

    /** Cancels the query unless it has ended, and waits until it has. */
    @Override
    public void close() {
        ended = true;
        next = null;
        responses.close();
    }

    private void fetch() throws IOException {
        DimseResponse response = responses.next();
        // a pending response without an identifier breaks PS3.4 C.4.1.1.4, and says nothing
        while (response != null && response.isPending() && response.dataSet() == null) {
            response = responses.next();
        }
        if (response == null) {
            ended = true;
        } else if (response.isPending()) {
            optionalKeysNotSupported |= response.status() == Status.PendingWarning;
            next = response.dataSet();
        } else {
            end(response);
        }
    }

    private void end(DimseResponse response) throws RefusedException {
        ended = true;
        if (StatusClass.of(response.status()) == StatusClass.FAILURE) {
            throw new RefusedException(associationId + ": C-FIND-RQ", response.command(), StatusTable.FIND);
        }
        status = response.status();
        errorComment = response.command().errorComment();
    }
}
