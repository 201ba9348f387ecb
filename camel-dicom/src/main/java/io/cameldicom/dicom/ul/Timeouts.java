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
 * @param idle for the next byte from the peer while its data is waited for
 * @param write for the peer to take what is being written
 */
public record Timeouts(
        Duration connect, Duration artim, Duration associate, Duration release, Duration idle, Duration write) {

    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60));

    public Timeouts {
        requirePositive("connect", connect);
        requirePositive("artim", artim);
        requirePositive("associate", associate);
        requirePositive("release", release);
        requirePositive("idle", idle);
        requirePositive("write", write);
    }

    public Timeouts withConnect(Duration value) {
        return new Timeouts(value, artim, associate, release, idle, write);
    }

    public Timeouts withArtim(Duration value) {
        return new Timeouts(connect, value, associate, release, idle, write);
    }

    public Timeouts withAssociate(Duration value) {
        return new Timeouts(connect, artim, value, release, idle, write);
    }

    public Timeouts withRelease(Duration value) {
        return new Timeouts(connect, artim, associate, value, idle, write);
    }

    public Timeouts withIdle(Duration value) {
        return new Timeouts(connect, artim, associate, release, value, write);
    }

    public Timeouts withWrite(Duration value) {
        return new Timeouts(connect, artim, associate, release, idle, value);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + "=" + value + ": must be longer than nothing");
        }
    }
}
