package io.cameldicom.hub.space;

import io.cameldicom.component.ResourceGuard;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the space on the hub's file systems, once a second and never per object. Below the soft mark new associations are
 * rejected for now, so that senders go on with what they have begun; below the hard mark objects are refused with A700, so
 * that senders keep them. Room comes back as destinations take what is queued; the guard deletes nothing. A mark
 * is left again when a twentieth more than it is free, lest the hub open and close with every file. Thread-safe.
 */
public final class DiskGuard implements ResourceGuard, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final double RECOVERY = 1.05;

    /** What is free and how large it is. */
    record Space(long free, long total) {}

    /** Asks the file system of a folder. */
    @FunctionalInterface
    interface Probe {
        Space of(Path folder) throws IOException;
    }

    private final Collection<Path> folders;
    private final DiskMark soft;
    private final DiskMark hard;
    private final Probe probe;
    private final ScheduledExecutorService executor;
    private volatile DiskLevel level = DiskLevel.NORMAL;
    private volatile Map<Path, Long> free = Map.of();

    DiskGuard(Collection<Path> folders, DiskMark soft, DiskMark hard, Probe probe) {
        this.folders = new LinkedHashSet<>(folders);
        this.soft = soft;
        this.hard = hard;
        this.probe = probe;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "disk-guard");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Watches the file systems these folders are on; they need not be there yet. */
    public static DiskGuard start(Collection<Path> folders, DiskMark soft, DiskMark hard) {
        DiskGuard guard = new DiskGuard(folders, soft, hard, DiskGuard::space);
        guard.sample();
        guard.executor.scheduleWithFixedDelay(
                guard::sample, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return guard;
    }

    private static Space space(Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        FileStore store = Files.getFileStore(there);
        return new Space(store.getUsableSpace(), store.getTotalSpace());
    }

    /** Looks now. */
    void sample() {
        DiskLevel before = level;
        DiskLevel worst = DiskLevel.NORMAL;
        Map<Path, Long> found = new LinkedHashMap<>();
        for (Path folder : folders) {
            try {
                Space space = probe.of(folder);
                found.put(folder, space.free());
                DiskLevel here = level(space, before);
                worst = here.compareTo(worst) > 0 ? here : worst;
            } catch (IOException | RuntimeException e) {
                LOG.warn("Cannot tell how much room there is in {}: {}", folder, e.toString());
            }
        }
        free = found;
        level = worst;
        if (worst != before) {
            tell(worst);
        }
    }

    private DiskLevel level(Space space, DiskLevel before) {
        if (isBelow(space, hard, before == DiskLevel.HARD)) {
            return DiskLevel.HARD;
        }
        return isBelow(space, soft, before != DiskLevel.NORMAL) ? DiskLevel.SOFT : DiskLevel.NORMAL;
    }

    private static boolean isBelow(Space space, DiskMark mark, boolean already) {
        return space.free() < mark.of(space.total()) * (already ? RECOVERY : 1);
    }

    private void tell(DiskLevel now) {
        switch (now) {
            case NORMAL -> LOG.info("There is room on the disks again: associations and objects are taken");
            case SOFT -> LOG.warn("Little room is left ({}): new associations are rejected for now", free);
            case HARD -> LOG.error("Hardly any room is left ({}): objects are refused with A700", free);
        }
    }

    public DiskLevel level() {
        return level;
    }

    /** Free bytes as last seen, by folder. */
    public Map<Path, Long> free() {
        return Map.copyOf(free);
    }

    @Override
    public boolean takesAssociations() {
        return level == DiskLevel.NORMAL;
    }

    @Override
    public boolean takesObjects() {
        return level != DiskLevel.HARD;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
