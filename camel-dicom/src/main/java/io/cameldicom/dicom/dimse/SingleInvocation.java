package io.cameldicom.dicom.dimse;

import java.util.concurrent.locks.LockSupport;

/**
 * A request whose final response is all that is wanted, without a data set: the caller waits here, the reader thread (or
 * the end of the association) wakes it.
 */
final class SingleInvocation implements Invocation {
    private final Thread caller = Thread.currentThread();
    private volatile CommandSet response;
    private volatile boolean ended;

    @Override
    public void received(CommandSet received, DataSetStream dataSet) {
        if (!DimseResponse.isPending(received)) {
            response = received;
            LockSupport.unpark(caller);
        }
    }

    @Override
    public void end() {
        ended = true;
        LockSupport.unpark(caller);
    }

    /** The final response if it has come, else null. */
    CommandSet response() {
        return response;
    }

    /**
     * Waits for the final response.
     *
     * @return null if the association ended, or the time passed, without one
     */
    CommandSet await(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (response == null && !ended) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return response;
    }
}
