package io.cameldicom.hub;

import io.cameldicom.hub.space.DiskMark;
import java.time.Duration;
import org.apache.camel.util.TimeUtils;

/**
 * How much the store keeps. Immutable.
 *
 * @param age of the newest object of a study; zero for any
 * @param bytes of all objects; 0 for any
 * @param needsCommitment whether a destination must have taken responsibility for an object before it is cleared away
 */
record StoreLimits(Duration age, long bytes, boolean needsCommitment) {

    /**
     * @param text such as {@code 30d}, {@code 500G} or {@code 30d,500G}: whichever is reached first; empty is for ever
     * @throws IllegalArgumentException if it is something else
     */
    static StoreLimits of(String text, boolean needsCommitment) {
        Duration age = Duration.ZERO;
        long bytes = 0;
        for (String part : text.isBlank() ? new String[0] : text.split(",")) {
            String limit = part.strip();
            if (limit.matches("(\\d{1,6}[dhms])+")) {
                age = Duration.ofMillis(TimeUtils.toMilliSeconds(limit));
            } else {
                bytes = DiskMark.bytes(limit);
            }
        }
        return new StoreLimits(age, bytes, needsCommitment);
    }

    boolean isForEver() {
        return age.isZero() && bytes == 0;
    }
}
