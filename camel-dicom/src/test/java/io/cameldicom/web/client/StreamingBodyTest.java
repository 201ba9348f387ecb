package io.cameldicom.web.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The body of a response as the HTTP client hands it over. */
class StreamingBodyTest {

    private final AtomicLong requested = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private final Subscription subscription = new Subscription() {
        @Override
        public void request(long n) {
            requested.addAndGet(n);
        }

        @Override
        public void cancel() {
            cancelled.set(true);
        }
    };

    private static List<ByteBuffer> buffers(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return List.of(ByteBuffer.allocate(0), buffer.flip());
    }

    private StreamingBody body(Duration timeout) {
        StreamingBody body = new StreamingBody(timeout);
        body.onSubscribe(subscription);
        return body;
    }

    private static InputStream stream(StreamingBody body) {
        return body.getBody().toCompletableFuture().join();
    }

    @Test
    void bytes_are_asked_for_as_they_are_read() throws IOException {
        StreamingBody body = body(Duration.ofSeconds(20));
        InputStream stream = stream(body);
        assertEquals(1, requested.get());
        body.onNext(buffers(1, 2));
        assertEquals(1, requested.get(), "nothing more while nothing is read");
        assertEquals(1, stream.read());
        assertEquals(2, requested.get());
        body.onNext(buffers(3));
        body.onComplete();
        assertArrayEquals(new byte[] {2, 3}, stream.readAllBytes());
        assertEquals(-1, stream.read());
    }

    @Test
    void silence_ends_it_and_hangs_up() {
        InputStream stream = stream(body(Duration.ofMillis(20)));
        assertThrows(HttpTimeoutException.class, stream::read);
        assertTrue(cancelled.get());
    }

    @Test
    void closing_before_the_end_hangs_up_and_after_it_does_not() throws IOException {
        StreamingBody body = body(Duration.ofSeconds(20));
        InputStream stream = stream(body);
        body.onComplete();
        assertEquals(-1, stream.read());
        stream.close();
        assertEquals(false, cancelled.get());

        stream(body(Duration.ofSeconds(20))).close();
        assertTrue(cancelled.get());
    }

    @Test
    void closing_before_there_is_a_connection_refuses_it() throws IOException {
        StreamingBody body = new StreamingBody(Duration.ofSeconds(20));
        stream(body).close();
        body.onSubscribe(subscription);
        assertTrue(cancelled.get());
    }

    @Test
    void a_failure_comes_out_again_and_again() {
        StreamingBody body = body(Duration.ofSeconds(20));
        InputStream stream = stream(body);
        body.onError(new IOException("reset"));
        assertThrows(IOException.class, stream::read);
        assertThrows(IOException.class, stream::read);
    }
}
