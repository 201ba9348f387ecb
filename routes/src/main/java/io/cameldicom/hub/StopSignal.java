package io.cameldicom.hub;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process in order on SIGTERM, Ctrl-C or {@code System.exit}: the hub is closed and, when that went well,
 * the exit code is 0. Without {@link Runtime#halt} the JVM would answer 143 or 130, which a service manager takes
 * for a failure.
 */
final class StopSignal {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    private final Thread hook;

    private StopSignal(Thread hook) {
        this.hook = hook;
    }

    static StopSignal install(Hub hub) {
        Thread hook = new Thread(() -> stop(hub), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopSignal(hook);
    }

    private static void stop(Hub hub) {
        int exitCode = 0;
        try {
            LOG.info("Stopping: new associations are refused, open ones may finish");
            hub.close();
            LOG.info("Stopped");
        } catch (RuntimeException e) {
            LOG.error("The hub did not stop in order", e);
            exitCode = 1;
        }
        System.out.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    /** For a hub that did not start: its exit code is not ours to choose. */
    void uninstall() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The process is ending already", e);
        }
    }
}
