package io.cameldicom.dicom.ul;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Direct buffers for reading and writing associations. Large ones until they take up a budget, small ones beyond it:
 * with many associations each gets slower, none fails and the memory stays bounded. Thread-safe.
 */
final class BufferPool {

    /** Two PDUs of 128 KiB, and room for the headers of a gathered write. */
    static final int LARGE = (256 + 4) << 10;

    static final int SMALL = (32 + 4) << 10;

    /** A quarter of the heap limit, which is also the default limit of direct memory. */
    static final BufferPool SHARED =
            new BufferPool(Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4));

    private static final int SMALL_KEPT = 64;
    private static final Cleaner CLEANER = Cleaner.create();

    private final long budget;
    private final AtomicLong largeBytes = new AtomicLong();
    private final ConcurrentLinkedDeque<ByteBuffer> large = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<ByteBuffer> small = new ConcurrentLinkedDeque<>();

    BufferPool(long budget) {
        this.budget = budget;
    }

    Lease lease() {
        ByteBuffer buffer = large.pollLast();
        if (buffer == null && reserveLarge()) {
            buffer = ByteBuffer.allocateDirect(LARGE);
        }
        if (buffer == null) {
            buffer = small.pollLast();
        }
        return new Lease(this, buffer == null ? ByteBuffer.allocateDirect(SMALL) : buffer);
    }

    /** Bytes of large buffers that exist, leased or kept. */
    long largeBytes() {
        return largeBytes.get();
    }

    private boolean reserveLarge() {
        if (largeBytes.addAndGet(LARGE) <= budget) {
            return true;
        }
        largeBytes.addAndGet(-LARGE);
        return false;
    }

    private void takeBack(ByteBuffer buffer) {
        buffer.clear();
        if (buffer.capacity() == LARGE) {
            large.addLast(buffer);
        } else if (small.size() < SMALL_KEPT) {
            small.addLast(buffer);
        }
    }

    /**
     * The right to use a buffer until it is given back. One that is forgotten (a reader that never came back) is left
     * to the garbage collector with its buffer, not reused: someone may still hold a view of it.
     */
    static final class Lease {

        private final BufferPool pool;
        private final ByteBuffer buffer;
        private final Forgotten forgotten;
        private final Cleaner.Cleanable cleanable;

        private Lease(BufferPool pool, ByteBuffer buffer) {
            this.pool = pool;
            this.buffer = buffer;
            this.forgotten = new Forgotten(pool, buffer.capacity() == LARGE);
            this.cleanable = CLEANER.register(this, forgotten);
        }

        ByteBuffer buffer() {
            return buffer;
        }

        /** Gives the buffer back; no view of it may be used any more. A second time does nothing. */
        void release() {
            if (forgotten.done.compareAndSet(false, true)) {
                cleanable.clean();
                pool.takeBack(buffer);
            }
        }
    }

    private static final class Forgotten implements Runnable {

        private final BufferPool pool;
        private final boolean large;
        private final AtomicBoolean done = new AtomicBoolean();

        Forgotten(BufferPool pool, boolean large) {
            this.pool = pool;
            this.large = large;
        }

        @Override
        public void run() {
            if (done.compareAndSet(false, true) && large) {
                pool.largeBytes.addAndGet(-LARGE);
            }
        }
    }
}
