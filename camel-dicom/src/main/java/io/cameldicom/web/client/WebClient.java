package io.cameldicom.web.client;

import io.cameldicom.web.RetryAfter;
import io.cameldicom.web.RetryableStatus;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to one server: with its credentials, again where that may help, and never for longer than nothing happens.
 * Thread-safe.
 */
public final class WebClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebClient.class);
    private static final int DETAIL = 2048;

    private final HttpClient http;
    private final String baseUrl;
    private final Credentials credentials;
    private final RetryPolicy retries;
    private final Duration timeout;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param http with connect timeout, version, proxy and TLS as they are to be; redirections are not followed, whatever it
     *     says of them
     * @param baseUrl of the service, such as {@code https://archive:8443/dicom-web}
     * @param timeout how long a server may be silent: after the last byte of a request, and within a response
     * @throws IllegalArgumentException if the URL is none of http or https
     */
    public WebClient(HttpClient http, String baseUrl, Credentials credentials, RetryPolicy retries, Duration timeout) {
        URI uri = URI.create(baseUrl);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new IllegalArgumentException(
                    "the base URL must be such as https://archive:8443/dicom-web, without user" + " name and query");
        }
        this.http = http;
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        this.credentials = credentials;
        this.retries = retries;
        this.timeout = timeout;
    }

    /** What is asked. */
    public String baseUrl() {
        return baseUrl;
    }

    /**
     * Sends a request until it is answered with a status below 300, or one that is in {@code expected}.
     *
     * @throws WebFailureException if it is not
     */
    WebResponse send(WebRequest request, int... expected) throws IOException, InterruptedException {
        for (int done = 0; ; done++) {
            WebFailureException failure;
            try {
                WebResponse response = sendOnce(request);
                if (response.status() < 300 || contains(expected, response.status())) {
                    return response;
                }
                failure = failure(request, response);
            } catch (WebFailureException e) {
                failure = e;
            } catch (IOException e) {
                failure = noResponse(request, e);
            }
            if (!failure.isRetryable() || !pauses(done, failure.getRetryAfter().orElse(null))) {
                throw failure;
            }
        }
    }

    /**
     * Waits before another try.
     *
     * @param done retries so far
     * @param asked how long the server wants it to be, or null
     * @return false, at once, if there is to be none, or the client was closed meanwhile
     */
    public boolean pauses(int done, Duration asked) throws InterruptedException {
        Duration pause = retries.pause(done, asked);
        return pause != null && !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean contains(int[] statuses, int status) {
        for (int one : statuses) {
            if (one == status) {
                return true;
            }
        }
        return false;
    }

    private WebResponse sendOnce(WebRequest request) throws IOException, InterruptedException {
        WebResponse response = exchange(request, credentials.authorization(false));
        if (response.status() != 401) {
            return response;
        }
        String renewed = credentials.authorization(true);
        if (renewed == null) {
            return response;
        }
        response.close();
        return exchange(request, renewed);
    }

    private WebResponse exchange(WebRequest request, String authorization) throws IOException, InterruptedException {
        Progress progress = new Progress();
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(baseUrl + request.path() + (request.query() == null ? "" : "?" + request.query())))
                .method(request.method(), publisher(request, progress))
                .header("Accept", request.accept());
        if (request.body() != null) {
            builder.header("Content-Type", request.body().contentType().toString());
        }
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.sendAsync(builder.build(), info -> new StreamingBody(timeout));
        return new WebResponse(request, await(answer, progress));
    }

    private static BodyPublisher publisher(WebRequest request, Progress progress) {
        if (request.body() == null) {
            return BodyPublishers.noBody();
        }
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> progress.of(request.body().open())),
                request.body().length());
    }

    private HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> answer, Progress progress)
            throws IOException, InterruptedException {
        try {
            while (true) {
                Duration left = timeout.minus(progress.sinceLast());
                if (left.isNegative() || left.isZero()) {
                    throw new HttpTimeoutException("no answer for " + words(timeout));
                }
                try {
                    return answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    continue; // the request may have gone on
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            if (!answer.isDone() || answer.isCompletedExceptionally()) {
                answer.cancel(true);
                progress.close();
            }
        }
    }

    static String words(Duration time) {
        return time.toSeconds() < 10 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }

    private WebFailureException failure(WebRequest request, WebResponse response) throws IOException {
        int status = response.status();
        String detail;
        try (response) {
            detail = new String(response.body().readNBytes(DETAIL), StandardCharsets.UTF_8);
        } catch (IOException e) {
            detail = null; // the status is there
        }
        Duration retryAfter = RetryAfter.parse(response.header("Retry-After"), Instant.now());
        return new WebFailureException(
                request + " at " + baseUrl + " was answered " + status + StatusWords.of(status),
                status,
                RetryableStatus.test(status),
                retryAfter,
                detail,
                null);
    }

    /** A request whose body cannot be read is not worth another try, for which all else may be. */
    private WebFailureException noResponse(WebRequest request, IOException cause) {
        boolean unknownHost = cause.getCause() instanceof UnresolvedAddressException
                || cause instanceof ConnectException
                        && cause.getCause() != null
                        && cause.getCause().getCause() instanceof UnresolvedAddressException;
        String words = unknownHost
                ? "its host is not known"
                : cause instanceof ConnectException
                        ? "no connection"
                        : cause.getMessage() == null ? cause.toString() : cause.getMessage();
        boolean untrusted = cause instanceof SSLException;
        return new WebFailureException(
                request + " at " + baseUrl + " was not answered: " + words,
                WebFailureException.NO_RESPONSE,
                !untrusted && !(cause instanceof FileSystemException),
                null,
                null,
                cause);
    }

    /** Ends the waiting before retries; what is under way comes to its end. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** When the last byte of a request went. */
    private static final class Progress {

        private volatile long last = System.nanoTime();
        private volatile InputStream body = InputStream.nullInputStream();

        Duration sinceLast() {
            return Duration.ofNanos(System.nanoTime() - last);
        }

        /** The HTTP client does not close what it did not read to its end. */
        void close() {
            try {
                body.close();
            } catch (IOException e) {
                LOG.debug("the body of a request could not be closed", e);
            }
        }

        InputStream of(InputStream request) {
            body = request;
            return new FilterInputStream(request) {
                @Override
                public int read() throws IOException {
                    last = System.nanoTime();
                    return super.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = super.read(target, offset, length);
                    last = System.nanoTime();
                    return count;
                }
            };
        }
    }
}
