package io.cameldicom.hub.live;

import io.cameldicom.hub.check.RouteFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether route files have changed: by asking, not by notification, which network and container file
 * systems do not give. A change takes effect when it has stood still from one look to the next, so that a file is not read
 * while it is being written.
 */
public final class RouteWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);
    private static final long EVERY_MILLIS = 1_000;

    private final LiveContext context;
    private final LiveRoutes routes;
    private final RouteFolder folder;
    private final SettingsFile settings;
    private final ScheduledExecutorService executor;
    private Map<Path, RouteFolder.Stamp> seen;
    private Map<Path, RouteFolder.Stamp> applied;
    private volatile Set<String> changedSettings = Set.of();
    private String trouble = "";

    private RouteWatch(LiveContext context, LiveRoutes routes, RouteFolder folder, Path settings) throws IOException {
        this.context = context;
        this.routes = routes;
        this.folder = folder;
        this.settings = new SettingsFile(settings);
        this.seen = Map.of();
        this.applied = Map.of();
        this.executor = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "RouteWatch");
    }

    /**
     * Begins to watch.
     *
     * @param settings the hub's settings file, of which changes are told only
     */
    public static RouteWatch start(LiveContext context, LiveRoutes routes, RouteFolder folder, Path settings)
            throws IOException {
        RouteWatch watch = new RouteWatch(context, routes, folder, settings);
        watch.executor.scheduleWithFixedDelay(watch::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    /** Names of settings that are others in the file by now; they take effect at the next start. */
    public Set<String> changedSettings() {
        return changedSettings;
    }

    private void look() {
        try {
            lookAtRoutes();
            lookAtSettings();
            routes.endOldRoutes();
            trouble = "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            if (!trouble.equals(e.toString())) {
                LOG.error("Cannot look for changes of the routes; they go on as they are", e);
            }
            trouble = e.toString();
        }
    }

    private void lookAtRoutes() throws IOException, InterruptedException {
        Map<Path, RouteFolder.Stamp> now = folder.stamps();
        if (now.equals(seen) && !now.equals(applied)) {
            applied = now;
            routes.reload();
        }
        seen = now;
    }

    private void lookAtSettings() throws IOException {
        Set<String> changed = settings.changed();
        if (!changed.equals(changedSettings)) {
            changedSettings = changed;
            if (!changed.isEmpty()) {
                LOG.warn(
                        "{} has changed: {} take effect at the next start of the hub",
                        settings.path(),
                        String.join(", ", changed));
            }
        }
    }

    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownNow(executor);
    }
}
