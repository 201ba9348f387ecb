package io.cameldicom.dicom.dimse;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The responses to one request as they come: any number of pending ones, then the final one. Some wait here to be taken
 * (at most 64, and about 4 MiB of data sets); with more to come the peer has to wait, for the association is not read
 * then, whatever else it carries. Of the pending responses to C-GET and C-MOVE, which count from the beginning, only the
 * latest is kept, so they make nobody wait.
 *
 * <p>To be taken by one thread at a time; {@link #cancel} is for any thread. To be closed, or taken to its end: until then
 * the request has a place in the operations window.
 */
public final class DimseResponses implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(DimseResponses.class);

    private final Requester requester;
    private final int contextId;
    private final CommandSet request;
    private final ResponseBuffer buffer;
    private final Duration timeout;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private boolean finalTaken;

    DimseResponses(Requester requester, int contextId, CommandSet request, ResponseBuffer buffer, Duration timeout) {
        this.requester = requester;
        this.contextId = contextId;
        this.request = request;
        this.buffer = buffer;
        this.timeout = timeout;
    }

    /** Message ID (0000,0110) of the request. */
    public int messageId() {
        return request.messageId();
    }

    /**
     * Waits for the next response.
     *
     * @return null after the final one
     * @throws ResponseTimeoutException if none comes within the timeout, which begins anew with each call and with each
     *     request the peer makes meanwhile (such as the C-STORE of a C-GET); the association is aborted then
     * @throws AssociationLostException if the association ended before the final response, with what ended it as the
     *     cause
     * @throws java.io.InterruptedIOException if the thread was interrupted; the association is aborted then
     * @throws IOException if a data set cannot be read; the next response can be taken all the same
     */
    public DimseResponse next() throws IOException {
        return next(timeout);
    }

    /** As {@link #next()} with a timeout for this response. */
    public DimseResponse next(Duration timeout) throws IOException {
        requester.refuseReader();
        if (finalTaken) {
            return null;
        }
        ResponseQueue.Entry entry;
        try {
            entry = buffer.take(timeout);
        } catch (InterruptedException e) {
            throw requester.interrupted();
        }
        if (entry == null) {
            throw requester.lost(request);
        }
        finalTaken = !DimseResponse.isPending(entry.command());
        return entry.response();
    }

    /**
     * Asks the peer to stop by a C-CANCEL-RQ (PS3.7 9.3.2.3): what is under way still comes, then the final response, FE00
     * if the peer honours it. Does nothing after the final response, and for requests that cannot be cancelled.
     *
     * @throws IOException if it cannot be sent
     */
    public void cancel() throws IOException {
        if (request.dimse().isCancellable() && !buffer.isFinished() && cancelled.compareAndSet(false, true)) {
            requester.cancel(contextId, request.messageId());
        }
    }

    /**
     * Ends it: cancels the request unless its final response has come, drops what still comes and waits for the final
     * response, so that the association can be used for something else. If that does not come in time the association is
     * aborted. On the reader thread it does not wait.
     */
    @Override
    public void close() {
        buffer.discard();
        if (finalTaken || buffer.isFinished()) {
            return;
        }
        try {
            cancel();
            if (requester.isReader()) {
                return;
            }
            DimseResponse response = next();
            while (response != null && response.isPending()) {
                response = next();
            }
        } catch (IOException e) {
            LOG.debug("{} was not ended in order", request, e);
        }
    }
}
