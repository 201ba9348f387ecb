package io.cameldicom.hub.queue;

import java.io.IOException;

/** Messages are not in the broker, and will not be; after any other failure of a commit they may be. */
final class NotQueuedException extends IOException {
    NotQueuedException(String message, Throwable cause) {
        super(message, cause);
    }
}
