package io.cameldicom.dicom.dimse;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands the responses to one request from the reader thread to the one that takes them, and makes the reader wait while
 * there is no room.
 */
final class ResponseBuffer implements Invocation {
    /** How often a reader thread that waits for room looks whether the association is alive; in ms. */
    private static final long LOOK_EVERY = 500;

    private final Requester requester;
    private final CommandSet request;
    /** C-GET and C-MOVE count from the beginning: a pending response says all that those before it said. */
    private final boolean cumulative;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ResponseQueue queue = new ResponseQueue();
    private boolean finalReceived;
    private boolean discarding;
    private boolean ended;

    ResponseBuffer(Requester requester, CommandSet request) {
        this.requester = requester;
        this.request = request;
        this.cumulative = request.dimse() == Dimse.C_GET_RQ || request.dimse() == Dimse.C_MOVE_RQ;
    }

    // reader thread

    @Override
    public void received(CommandSet response, DataSetStream dataSet) throws IOException {
        boolean pending = DimseResponse.isPending(response);
        ResponseQueue.Entry entry = ResponseQueue.Entry.read(response, dataSet);
        lock.lock();
        try {
            if (cumulative) {
                queue.supersede();
            }
            awaitRoom();
            finalReceived |= !pending;
            if (!pending || !discarding) {
                queue.add(entry);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!pending) {
            requester.finished(request.messageId(), this);
        }
    }

    @Override
    public void discard() {
        lock.lock();
        try {
            discarding = true;
            queue.dropPending();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() throws IOException {
        requester.readerWaits(true);
        try {
            while (queue.isFull() && !discarding && requester.isAlive()) {
                changed.await(LOOK_EVERY, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw requester.interrupted();
        } finally {
            requester.readerWaits(false);
        }
    }

    // the one that takes them

    /** Whether the final response has come or will not come. */
    boolean isFinished() {
        lock.lock();
        try {
            return finalReceived || ended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next response.
     *
     * @return null if the association ended without it
     * @throws ResponseTimeoutException if it does not come in time; the association is aborted then
     */
    ResponseQueue.Entry take(Duration timeout) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long begun = System.nanoTime();
            ResponseQueue.Entry entry = queue.poll();
            while (entry == null && !ended) {
                long left = requester.timeLeft(begun, timeout);
                if (left <= 0) {
                    throw requester.timedOut(request, timeout);
                }
                changed.awaitNanos(left);
                entry = queue.poll();
            }
            changed.signalAll();
            return entry;
        } finally {
            lock.unlock();
        }
    }
}
