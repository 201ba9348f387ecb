package io.cameldicom.component.fhir;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.fhir.DicomStudy;
import io.cameldicom.fhir.InstanceHeader;
import io.cameldicom.fhir.StudyLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.OptimisticLockingAggregationRepository;
import org.apache.camel.spi.RecoverableAggregationRepository;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Keeps the studies that {@link StudyStrategy} collects, in a folder: a file for each study, to which the header of each
 * object is added, so that ten thousand objects cost what ten thousand headers cost. What was added survives the end of the
 * process at any moment. A study that was delivered stays for {@link #setRetention}: objects that come late join it, and
 * one that comes again changes nothing, which nobody is told of.
 *
 * <p>The files have names and IDs of patients in them. One process uses a folder. Thread-safe.
 */
public final class StudyRepository extends ServiceSupport
        implements OptimisticLockingAggregationRepository, RecoverableAggregationRepository, CamelContextAware {

    private static final String COLLECTING = ".open";
    private static final String DELIVERED = ".study";
    private static final int LOCKS = 64;
    private static final int MOST_DELIVERED = 16;

    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();
    /** Studies with objects nobody was told of, or that are being told of. */
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    /** Some that were delivered, the last ones used: of those something may come again. */
    private final Map<String, Entry> delivered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > MOST_DELIVERED;
        }
    });
    /** Which study a completion is of. */
    private final Map<String, String> completions = new ConcurrentHashMap<>();

    private CamelContext camelContext;
    private Path folder;
    private boolean sync = true;
    private int maxInstances = DicomStudy.Limits.DEFAULT.instances();
    private int maxOpenStudies = 10_000;
    private Duration retention = Duration.ofDays(30);
    private boolean useRecovery = true;
    private long recoveryInterval = TimeUnit.SECONDS.toMillis(60);
    private String deadLetterUri;
    private int maximumRedeliveries;

    /** A study in memory, with the times at which something came. Guarded by the lock of its key. */
    private static final class Entry {
        private final StudyLog log;
        private volatile long firstNanos = System.nanoTime();
        private volatile long lastNanos = firstNanos;

        private Entry(StudyLog log) {
            this.log = log;
        }
    }

    // ---- studies

    /** The study with all that is known of it, also if it was delivered before; null if it is not known. */
    @Override
    public Exchange get(CamelContext context, String key) {
        synchronized (lock(key)) {
            Entry entry = entry(key);
            return entry == null ? null : exchange(context, key, entry.log.study());
        }
    }

    private static Exchange exchange(CamelContext context, String key, DicomStudy study) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(study);
        exchange.getMessage().setHeader(DicomConstants.STUDY_INSTANCE_UID, key);
        return exchange;
    }

    @Override
    public Exchange add(CamelContext context, String key, Exchange exchange) {
        return add(context, key, null, exchange);
    }

    /** Never throws an {@code OptimisticLockingException}: what others added meanwhile and this object are both kept. */
    @Override
    public Exchange add(CamelContext context, String key, Exchange oldExchange, Exchange exchange) {
        InstanceHeader added = exchange.getProperty(StudyStrategy.ADDED, InstanceHeader.class);
        String source = exchange.getProperty(StudyStrategy.SOURCE, String.class);
        synchronized (lock(key)) {
            Entry known = entry(key);
            Entry entry = known == null ? new Entry(open(key)) : known;
            entry.log.study().add(added);
            if (!entry.log.has(added)) {
                write(key, entry, added, source);
            }
            entry.lastNanos = System.nanoTime();
        }
        return oldExchange;
    }

    private void write(String key, Entry entry, InstanceHeader added, String source) {
        if (!entries.containsKey(key) && entries.size() >= maxOpenStudies) {
            throw new IllegalStateException(
                    "More than " + maxOpenStudies + " studies are being collected: their delivery is too slow");
        }
        if (!entry.log.isChangedSinceCompletion()) {
            entry.firstNanos = System.nanoTime();
        }
        try {
            if (Files.exists(file(key, DELIVERED))) {
                entry.log.moveTo(file(key, COLLECTING));
            }
            entry.log.added(added, source);
            delivered.remove(key);
            entries.put(key, entry);
        } catch (IOException e) {
            throw notWritten(key, e);
        }
    }

    /** The study is complete for now: it goes on its way as it is. */
    @Override
    public void remove(CamelContext context, String key, Exchange exchange) {
        synchronized (lock(key)) {
            Entry entry = entries.get(key);
            if (entry == null) {
                throw new OptimisticLockingException();
            }
            try {
                entry.log.completed(exchange.getExchangeId());
            } catch (IOException e) {
                throw notWritten(key, e);
            }
            completions.put(exchange.getExchangeId(), key);
            exchange.getMessage().setBody(entry.log.study().snapshot());
        }
    }

    /** It has arrived. If nothing came meanwhile, it leaves the memory. */
    @Override
    public void confirm(CamelContext context, String exchangeId) {
        String key = completions.remove(exchangeId);
        if (key == null) {
            return;
        }
        synchronized (lock(key)) {
            Entry entry = entries.get(key);
            if (entry == null) {
                return;
            }
            try {
                entry.log.confirmed(exchangeId);
                if (entry.log.unconfirmed().isEmpty() && !entry.log.isChangedSinceCompletion()) {
                    entry.log.moveTo(file(key, DELIVERED));
                    entries.remove(key);
                    delivered.put(key, entry);
                }
            } catch (IOException e) {
                throw notWritten(key, e);
            }
        }
    }

    /** What is in memory may not be in the file, whose content counts. */
    private UncheckedIOException notWritten(String key, IOException reason) {
        Path file = file(key, COLLECTING);
        UncheckedIOException failure =
                new UncheckedIOException(file + " cannot be written: " + reason.getMessage(), reason);
        entries.remove(key);
        delivered.remove(key);
        try {
            if (Files.exists(file)) {
                entries.put(key, new Entry(open(key)));
            }
        } catch (UncheckedIOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** UIDs of the studies with objects nobody was told of. */
    @Override
    public Set<String> getKeys() {
        Set<String> keys = new TreeSet<>();
        entries.forEach((key, entry) -> {
            if (entry.log.isChangedSinceCompletion()) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** The studies with objects nobody was told of. */
    List<CollectedStudy> collecting() {
        List<CollectedStudy> studies = new ArrayList<>();
        for (String key : getKeys()) {
            synchronized (lock(key)) {
                Entry entry = entries.get(key);
                if (entry != null) {
                    long now = System.nanoTime();
                    studies.add(new CollectedStudy(
                            key,
                            entry.log.study(),
                            Set.copyOf(entry.log.sources()),
                            now - entry.lastNanos,
                            now - entry.firstNanos,
                            !entry.log.unconfirmed().isEmpty()));
                }
            }
        }
        return studies;
    }

    // ---- what was not confirmed

    @Override
    public Set<String> scan(CamelContext context) {
        return Set.copyOf(completions.keySet());
    }

    /** The study as it is now, with what came since. */
    @Override
    public Exchange recover(CamelContext context, String exchangeId) {
        String key = completions.get(exchangeId);
        if (key == null) {
            return null;
        }
        synchronized (lock(key)) {
            Entry entry = entries.get(key);
            if (entry == null) {
                return null;
            }
            Exchange exchange = exchange(context, key, entry.log.study().snapshot());
            exchange.setExchangeId(exchangeId);
            exchange.setProperty(Exchange.AGGREGATED_CORRELATION_KEY, key);
            exchange.setProperty(Exchange.AGGREGATED_COMPLETED_BY, "force");
            return exchange;
        }
    }

    // ---- files

    /** Loads what was being collected, or was on its way, when the process ended. */
    @Override
    protected void doStart() throws Exception {
        if (folder == null) {
            throw new IllegalArgumentException("StudyRepository: the folder is missing");
        }
        Files.createDirectories(folder);
        expire();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + COLLECTING)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String key = name.substring(0, name.length() - COLLECTING.length());
                Entry entry = new Entry(open(key));
                entries.put(key, entry);
                entry.log.unconfirmed().forEach(completion -> completions.put(completion, key));
            }
        }
    }

    @Override
    protected void doStop() {
        entries.clear();
        delivered.clear();
        completions.clear();
    }

    /** Forgets the studies that were delivered, and nothing came of, for longer than the retention. */
    void expire() {
        Instant last = Instant.now().minus(retention);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + DELIVERED)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String key = name.substring(0, name.length() - DELIVERED.length());
                synchronized (lock(key)) {
                    if (Files.exists(file)
                            && Files.getLastModifiedTime(file).toInstant().isBefore(last)) {
                        delivered.remove(key);
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Studies that are long delivered cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Null if the study is not known. */
    private Entry entry(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = delivered.get(key);
        }
        if (entry == null && (Files.exists(file(key, COLLECTING)) || Files.exists(file(key, DELIVERED)))) {
            entry = new Entry(open(key));
            delivered.put(key, entry);
        }
        return entry;
    }

    private StudyLog open(String key) {
        Path delivered = file(key, DELIVERED);
        Path file = Files.exists(delivered) ? delivered : file(key, COLLECTING);
        try {
            return StudyLog.open(file, sync, new DicomStudy.Limits(maxInstances, DicomStudy.Limits.DEFAULT.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path file(String key, String suffix) {
        if (!key.matches("[0-9.]{1,64}")) {
            throw new IllegalArgumentException("The correlation key must be the Study Instance UID");
        }
        return folder.resolve(key + suffix);
    }

    private Object lock(String key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }

    // ---- options

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public String getFolder() {
        return folder == null ? null : folder.toString();
    }

    /** Where the files are; made if it is not there. */
    public void setFolder(String folder) {
        this.folder = Path.of(folder);
    }

    public boolean isSync() {
        return sync;
    }

    /** Whether an object's header is on disk, and not only with the operating system, when it is aggregated; true by default. */
    public void setSync(boolean sync) {
        this.sync = sync;
    }

    public int getMaxInstances() {
        return maxInstances;
    }

    /** Objects a study may have, 100,000 by default; more are refused. */
    public void setMaxInstances(int maxInstances) {
        this.maxInstances = maxInstances;
    }

    public int getMaxOpenStudies() {
        return maxOpenStudies;
    }

    /** Studies that may wait for their completion or delivery, 10,000 by default; objects of more are refused. */
    public void setMaxOpenStudies(int maxOpenStudies) {
        this.maxOpenStudies = maxOpenStudies;
    }

    public long getRetention() {
        return retention.toMillis();
    }

    /** How long a delivered study is remembered, in milliseconds; 30 days by default. */
    public void setRetention(long retention) {
        this.retention = Duration.ofMillis(retention);
    }

    @Override
    public void setRecoveryInterval(long interval, TimeUnit timeUnit) {
        recoveryInterval = timeUnit.toMillis(interval);
    }

    /** How long after a failed delivery it is tried again, in milliseconds; 60,000 by default. */
    @Override
    public void setRecoveryInterval(long interval) {
        recoveryInterval = interval;
    }

    @Override
    public long getRecoveryInterval() {
        return recoveryInterval;
    }

    @Override
    public void setUseRecovery(boolean useRecovery) {
        this.useRecovery = useRecovery;
    }

    @Override
    public boolean isUseRecovery() {
        return useRecovery;
    }

    /** Where a study goes that cannot be delivered in {@link #setMaximumRedeliveries} tries; nowhere by default: it is tried on. */
    @Override
    public void setDeadLetterUri(String deadLetterUri) {
        this.deadLetterUri = deadLetterUri;
    }

    @Override
    public String getDeadLetterUri() {
        return deadLetterUri;
    }

    @Override
    public void setMaximumRedeliveries(int maximumRedeliveries) {
        this.maximumRedeliveries = maximumRedeliveries;
    }

    @Override
    public int getMaximumRedeliveries() {
        return maximumRedeliveries;
    }
}
