package io.cameldicom.hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** One-shot commands speak through their output; the log adds only what they do not say. */
final class Quiet {

    private Quiet() {}

    /** Raises the level of the log, unless the user asked for another one. */
    static void logging() {
        boolean chosen = System.getProperty("hub.log.level") != null || System.getenv("HUB_LOG_LEVEL") != null;
        if (!chosen && LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.ERROR);
        }
    }
}
