package io.cameldicom.hub;

import io.cameldicom.hub.ledger.DeliveryEntry;
import io.cameldicom.hub.ledger.InstanceEntry;
import io.cameldicom.hub.ledger.LedgerException;
import io.cameldicom.hub.ledger.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears the store by age or by size ({@code hub.store.retention}), the oldest study first, on a thread of its own and in
 * slices with a pause after each. A study goes as a whole, when its newest object is old enough. One of which an object
 * still waits for a destination, or was given up for one and nobody has decided yet, stays, and so do all when the ledger cannot
 * be asked. What is queued has names of its own and would not be lost even so.
 */
final class StoreRetention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreRetention.class);

    private static final int PERIOD_MINUTES = 10;
    private static final int SLICE = 200;
    private static final long PAUSE_MILLIS = 50;
    private static final Set<Outcome> OPEN = EnumSet.of(Outcome.QUEUED, Outcome.FAILED, Outcome.DEAD_LETTERED);

    private final Path root;
    private final StoreLimits limits;
    private final HubLedger ledger;
    private final Consumer<Path> removed;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "store-retention");
        thread.setDaemon(true);
        return thread;
    });

    /** A study in the store: its files as they are now. */
    private record Study(Path folder, Map<Path, Instant> files, long bytes, Instant newest) {}

    /**
     * @param root folder of the store
     * @param removed told of each file that is gone
     */
    StoreRetention(Path root, StoreLimits limits, HubLedger ledger, Consumer<Path> removed, Clock clock) {
        this.root = root;
        this.limits = limits;
        this.ledger = ledger;
        this.removed = removed;
        this.clock = clock;
    }

    /** Looks every ten minutes, first after one. */
    void start() {
        if (!limits.isForEver()) {
            executor.scheduleWithFixedDelay(this::run, 1, PERIOD_MINUTES, TimeUnit.MINUTES);
        }
    }

    private void run() {
        try {
            clear();
        } catch (IOException | UncheckedIOException | LedgerException e) {
            LOG.warn("The store was not cleared: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how many studies went */
    int clear() throws IOException, InterruptedException {
        List<Study> studies = studies();
        studies.sort(Comparator.comparing(Study::newest));
        long bytes = studies.stream().mapToLong(Study::bytes).sum();
        Instant oldest = limits.age().isZero() ? Instant.MIN : clock.instant().minus(limits.age());
        int cleared = 0;
        int kept = 0;
        for (Study study : studies) {
            boolean tooOld = study.newest().isBefore(oldest);
            boolean tooMuch = limits.bytes() > 0 && bytes > limits.bytes();
            if (!tooOld && !tooMuch) {
                break; // those that follow are younger
            }
            if (isDone(study)) {
                remove(study);
                bytes -= study.bytes();
                cleared++;
            } else {
                kept++;
            }
        }
        if (cleared > 0 || kept > 0) {
            LOG.info("Store: {} studies cleared, {} kept because something of them is under way", cleared, kept);
        }
        return cleared;
    }

    private List<Study> studies() throws IOException, InterruptedException {
        List<Study> studies = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, folder -> !isHidden(folder))) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder)) {
                    Study study = study(folder);
                    if (!study.files().isEmpty()) {
                        studies.add(study);
                    }
                }
            }
        }
        return studies;
    }

    private static boolean isHidden(Path folder) {
        return folder.getFileName().toString().startsWith(".");
    }

    private static Study study(Path folder) throws IOException, InterruptedException {
        Map<Path, Instant> files = new HashMap<>();
        long bytes = 0;
        Instant newest = Instant.MIN;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) tree::iterator) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    Instant written = attributes.lastModifiedTime().toInstant();
                    files.put(file, written);
                    bytes += attributes.size();
                    newest = written.isAfter(newest) ? written : newest;
                }
                pause(files.size());
            }
        } catch (NoSuchFileException e) {
            LOG.debug("Somebody else removes {}", folder);
        }
        return new Study(folder, files, bytes, newest);
    }

    private static void pause(int done) throws InterruptedException {
        if (done % SLICE == SLICE - 1) {
            Thread.sleep(PAUSE_MILLIS); // others want the disk too
        }
    }

    private boolean isDone(Study study) {
        if (ledger.queries() == null) {
            return !limits.needsCommitment();
        }
        ledger.flush();
        Set<String> uids = new HashSet<>();
        study.files().keySet().forEach(file -> uids.add(uid(file)));
        Map<String, InstanceEntry> known = ledger.queries().instances(uids);
        return uids.stream().allMatch(uid -> isDone(known.get(uid)));
    }

    private boolean isDone(InstanceEntry entry) {
        List<DeliveryEntry> deliveries = entry == null ? List.of() : entry.deliveries();
        if (limits.needsCommitment()
                && deliveries.stream().noneMatch(delivery -> delivery.outcome() == Outcome.COMMITTED)) {
            return false;
        }
        return deliveries.stream().noneMatch(delivery -> OPEN.contains(delivery.outcome()));
    }

    private static String uid(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(InstancePath.SUFFIX)
                ? name.substring(0, name.length() - InstancePath.SUFFIX.length())
                : name;
    }

    private void remove(Study study) throws IOException, InterruptedException {
        Set<Path> folders = new HashSet<>();
        int done = 0;
        for (Map.Entry<Path, Instant> file : study.files().entrySet()) {
            Path path = file.getKey();
            if (isUnchanged(path, file.getValue())) {
                Files.deleteIfExists(path);
                removed.accept(path);
            }
            folders.add(path.getParent());
            pause(++done);
        }
        folders.forEach(StoreRetention::removeIfEmpty);
        removeIfEmpty(study.folder());
    }

    /** Not one that was stored again in the meantime. */
    private static boolean isUnchanged(Path file, Instant written) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().equals(written);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void removeIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            LOG.trace("{} is in use again", folder);
        } catch (IOException e) {
            LOG.warn("Cannot remove the folder {}: {}", folder, e.toString());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
