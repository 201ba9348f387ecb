package io.cameldicom.component.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a request to Camel's Vert.x engine as it arrives: no more of it is in memory than a few buffers, the rest waits
 * at the peer. Used only where that engine is, so that Vert.x is needed nowhere else. For one reading thread.
 */
final class VertxBody extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(VertxBody.class);
    private static final int BUFFERS = 4;
    /** A client that does not expect an answer before its last byte is let finish so much. */
    private static final long MOST_DROPPED = 64L << 20;

    private static final Object END = new Object();
    /** Slower than this on the whole is no body but an attempt to hold the thread. */
    private static final long LEAST_BYTES_PER_SECOND = 1024;

    private final HttpServerRequest request;
    private final long timeoutNanos;
    /** Buffers, a Throwable or the end; never more than were asked for. */
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

    private final long began = System.nanoTime();
    private long count;
    private Buffer current;
    private int position;
    private boolean ended;

    private VertxBody(HttpServerRequest request, Duration timeout) {
        this.request = request;
        this.timeoutNanos = timeout.toNanos();
    }

    /** @param body what the engine gives without its body handler; the request is paused */
    static InputStream open(Object body, Duration timeout) {
        HttpServerRequest request = (HttpServerRequest) body;
        VertxBody stream = new VertxBody(request, timeout);
        request.exceptionHandler(stream.arrived::add);
        request.endHandler(nothing -> stream.arrived.add(END));
        request.handler(stream.arrived::add);
        request.fetch(BUFFERS);
        return stream;
    }

    static boolean isRequest(Object body) {
        return body instanceof HttpServerRequest;
    }

    /** Of the header that the engine sets; null if it is none. */
    static String address(Object remote) {
        return remote instanceof SocketAddress socket ? socket.hostAddress() : null;
    }

    /**
     * Lets the rest of a body pass unread, so that an answer given early arrives and the connection can go on; a long rest ends
     * the connection.
     */
    static void drop(Object body) {
        HttpServerRequest request = (HttpServerRequest) body;
        AtomicLong dropped = new AtomicLong();
        try {
            if (!request.isEnded()) {
                request.handler(buffer -> {
                    if (dropped.addAndGet(buffer.length()) > MOST_DROPPED) {
                        request.connection().close();
                    }
                });
                request.resume();
            }
        } catch (IllegalStateException e) {
            LOG.trace("The body has come to its end meanwhile", e);
        }
    }

    /** Ends the connection: what was answered so far is not the whole, and nothing else tells the client. */
    static void abort(Object body) {
        ((HttpServerRequest) body).connection().close();
    }

    /** The engine does not end the exchange then. The task runs on a thread that may block. */
    static void whenGone(Object body, Runnable task) {
        ((HttpServerRequest) body).response().closeHandler(nothing -> Vertx.currentContext()
                .executeBlocking(
                        () -> {
                            task.run();
                            return null;
                        },
                        false));
    }

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
        while (!ended && (current == null || position == current.length())) {
            next();
        }
        if (ended) {
            return -1;
        }
        int read = Math.min(length, current.length() - position);
        current.getBytes(position, position + read, target, offset);
        position += read;
        count += read;
        return read;
    }

    private void next() throws IOException {
        boolean another = current != null;
        current = null;
        if (another) {
            request.fetch(1);
        }
        Object event = await();
        if (event instanceof Buffer buffer) {
            current = buffer;
            position = 0;
        } else if (event instanceof Throwable failure) {
            throw new RequestBody.BrokenException("The body of the request broke off", failure);
        } else {
            ended = true;
        }
    }

    private Object await() throws IOException {
        long allowed = timeoutNanos + TimeUnit.SECONDS.toNanos(count / LEAST_BYTES_PER_SECOND);
        long left = Math.min(timeoutNanos, allowed - (System.nanoTime() - began));
        try {
            Object event = arrived.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new RequestBody.SlowException("The body of the request is too slow");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestBody.BrokenException("Interrupted while the body of a request was read", e);
        }
    }

    @Override
    public int available() {
        return current == null ? 0 : current.length() - position;
    }
}
