package io.cameldicom.dicom.transcode;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Works on frames ahead of the one that is taken next and hands the results out in order. The thread that takes them
 * works too, so that an executor without a free thread costs speed and nothing else. To be used by one thread.
 *
 * @param <T> what is made of a frame
 */
final class FramePipeline<T> implements Closeable {

    /** Makes something of a frame; called by several threads. */
    @FunctionalInterface
    interface Work<T> {
        T on(int frame) throws IOException;
    }

    private final Work<T> work;
    private final int count;
    private final int window;
    private final int helpers;
    private final Executor executor;

    private final Deque<FutureTask<T>> ahead = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<FutureTask<T>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger helping = new AtomicInteger();
    private int next;

    /**
     * @param parallelism threads that work at once, the one that takes results included
     * @param window frames that may be in work or wait to be taken
     */
    FramePipeline(Work<T> work, int count, Executor executorOrNull, int parallelism, int window) {
        this.work = work;
        this.count = count;
        this.executor = executorOrNull;
        this.helpers = executorOrNull == null ? 0 : Math.min(parallelism, window) - 1;
        this.window = helpers == 0 ? 1 : window;
    }

    /** The result of the next frame; waits for it where another thread works on it. */
    T take() throws IOException {
        while (next < count && ahead.size() < window) {
            int frame = next++;
            FutureTask<T> task = new FutureTask<>(() -> work.on(frame));
            ahead.add(task);
            waiting.add(task);
        }
        askForHelp();
        FutureTask<T> first = ahead.remove();
        waiting.remove(first);
        first.run(); // does nothing where another thread has begun
        for (FutureTask<T> other = pollUnless(first); other != null; other = pollUnless(first)) {
            other.run();
        }
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while frames are converted");
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private FutureTask<T> pollUnless(FutureTask<T> wanted) {
        return wanted.isDone() ? null : waiting.poll();
    }

    private static IOException cause(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (IOException) cause;
    }

    private void askForHelp() {
        for (int i = Math.min(helpers - helping.get(), waiting.size() - 1); i > 0; i--) {
            helping.incrementAndGet();
            try {
                executor.execute(this::help);
            } catch (RejectedExecutionException e) {
                helping.decrementAndGet();
                return;
            }
        }
    }

    private void help() {
        try {
            for (FutureTask<T> task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }
        } finally {
            helping.decrementAndGet();
        }
    }

    /** Lets go of frames not begun. */
    @Override
    public void close() {
        waiting.clear();
        ahead.forEach(task -> task.cancel(false));
    }
}
