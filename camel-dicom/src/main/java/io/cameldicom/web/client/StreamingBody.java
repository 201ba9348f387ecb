package io.cameldicom.web.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a response as a stream that gives up when nothing comes for too long, which the JDK's own does not. What is read
 * ahead is bounded by what the HTTP client hands over at a time.
 */
final class StreamingBody implements BodySubscriber<InputStream> {

    private static final Object END = new Object();

    private final Duration timeout;
    /** Lists of buffers, then END or what went wrong. */
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

    private final CompletableFuture<Subscription> subscribed = new CompletableFuture<>();

    StreamingBody(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (subscribed.complete(subscription)) {
            subscription.request(1);
        } else {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(failure);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(new Stream());
    }

    private final class Stream extends InputStream {

        private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
        private boolean ended;
        private IOException failure;
        private boolean closed;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (closed) {
                throw new IOException("The response was closed");
            }
            while (true) {
                if (failure != null) {
                    throw failure;
                }
                ByteBuffer next = buffers.peek();
                if (next != null && next.hasRemaining()) {
                    int count = Math.min(length, next.remaining());
                    next.get(target, offset, count);
                    return count;
                }
                if (next != null) {
                    buffers.remove();
                } else if (ended) {
                    return -1;
                } else {
                    take();
                }
            }
        }

        @Override
        public int available() {
            ByteBuffer next = buffers.peek();
            return next == null ? 0 : next.remaining();
        }

        @SuppressWarnings("unchecked") // only lists of buffers are put in
        private void take() throws IOException {
            Object next;
            try {
                next = arrived.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for the response", e);
            }
            if (next == null) {
                close();
                failure = new HttpTimeoutException("nothing more of the response came for " + WebClient.words(timeout));
            } else if (next == END) {
                ended = true;
            } else if (next instanceof Throwable cause) {
                failure = new IOException("the response broke off: " + cause, cause);
            } else {
                buffers.addAll((List<ByteBuffer>) next);
                subscribed.join().request(1);
            }
        }

        /** Cancels the rest, which closes the connection (HTTP/1.1) or the stream (HTTP/2). */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                if (!ended && failure == null && !subscribed.cancel(false)) {
                    subscribed.join().cancel();
                }
            }
        }
    }
}
