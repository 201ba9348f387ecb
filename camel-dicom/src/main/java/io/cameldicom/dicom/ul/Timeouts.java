package io.cameldicom.dicom.ul;

import java.time.Duration;

/**
 * How long an association waits. All are finite: a peer that says nothing must not hold a thread for ever.
 *
 * @param connect for the TCP connection
 * @param artim for the A-ASSOCIATE-RQ after a connection came in, and for the peer to close after the last PDU (PS3.8
 *     9.1.5)
 * @param associate for the answer to our A-ASSOCIATE-RQ
 * @param release for the answer to our A-RELEASE-RQ
 * @param idle for the peer to begin its next message, and for it to go on within one
 * @param write for the peer to take what is being written, at most 256 KiB at a time
 * @param minBytesPerSecond what a peer must send within a message, averaged over {@code idle}: one that lets single
 *     bytes drip would keep its association for ever. Only waiting for the peer counts, not what this side does with the
 *     data, and only the data of its messages counts as sent. 0 lets every byte renew {@code idle}
 */
public record Timeouts(
        Duration connect,
        Duration artim,
        Duration associate,
        Duration release,
        Duration idle,
        Duration write,
        int minBytesPerSecond) {

    /** Slower than any line that carries images: a quarter of what a GSM telephone sends. */
    public static final int DEFAULT_MIN_BYTES_PER_SECOND = 256;

    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            DEFAULT_MIN_BYTES_PER_SECOND);

    public Timeouts {
        requirePositive("connect", connect);
        requirePositive("artim", artim);
        requirePositive("associate", associate);
        requirePositive("release", release);
        requirePositive("idle", idle);
        requirePositive("write", write);
        if (minBytesPerSecond < 0) {
            throw new IllegalArgumentException("minBytesPerSecond=" + minBytesPerSecond + ": must not be negative");
        }
    }

    public Timeouts withConnect(Duration value) {
        return new Timeouts(value, artim, associate, release, idle, write, minBytesPerSecond);
    }

    public Timeouts withArtim(Duration value) {
        return new Timeouts(connect, value, associate, release, idle, write, minBytesPerSecond);
    }

    public Timeouts withAssociate(Duration value) {
        return new Timeouts(connect, artim, value, release, idle, write, minBytesPerSecond);
    }

    public Timeouts withRelease(Duration value) {
        return new Timeouts(connect, artim, associate, value, idle, write, minBytesPerSecond);
    }

    public Timeouts withIdle(Duration value) {
        return new Timeouts(connect, artim, associate, release, value, write, minBytesPerSecond);
    }

    public Timeouts withWrite(Duration value) {
        return new Timeouts(connect, artim, associate, release, idle, value, minBytesPerSecond);
    }

    public Timeouts withMinBytesPerSecond(int value) {
        return new Timeouts(connect, artim, associate, release, idle, write, value);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + "=" + value + ": must be longer than nothing");
        }
    }
}
