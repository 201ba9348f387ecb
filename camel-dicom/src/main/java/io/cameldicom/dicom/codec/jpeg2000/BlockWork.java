package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Work on the code-blocks of a tile, which do not depend on each other. That of a large tile is shared with the common
 * pool; the calling thread does its part, and all of it where the pool is busy.
 */
final class BlockWork {
    /** Below this many coefficients, handing work over costs more than it saves. */
    private static final int SMALLEST_SHARED = 1 << 19;

    /** Works on one code-block at a time. */
    interface Worker {
        void work(int block) throws CodecException;
    }

    private BlockWork() {}

    /**
     * Does it, and returns when all is done.
     *
     * @param blocks how many there are
     * @param coefficients in all of them
     * @param workers makes one for each thread
     */
    static void run(int blocks, long coefficients, Supplier<Worker> workers) throws CodecException {
        int threads = Math.min(blocks, ForkJoinPool.getCommonPoolParallelism() + 1);
        if (coefficients < SMALLEST_SHARED || threads < 2) {
            Worker worker = workers.get();
            for (int i = 0; i < blocks; i++) {
                worker.work(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicReference<CodecException> failure = new AtomicReference<>();
        IntStream.range(0, threads).parallel().forEach(thread -> {
            Worker worker = workers.get();
            int i = next.getAndIncrement();
            while (i < blocks && failure.get() == null) {
                try {
                    worker.work(i);
                } catch (CodecException e) {
                    failure.compareAndSet(null, e);
                }
                i = next.getAndIncrement();
            }
        });
        if (failure.get() != null) {
            throw new CodecException(failure.get().reason(), failure.get().position());
        }
    }
}
