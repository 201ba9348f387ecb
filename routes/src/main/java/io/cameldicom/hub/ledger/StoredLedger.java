package io.cameldicom.hub.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in a database. A record goes into a bounded queue in memory; a thread of its own writes what has gathered in
 * one transaction, every 200 ms. While the database is down, or slower than what happens, records go to files beside it
 * ({@link OverflowJournal}) and into the database when it is back. When those cannot be written either, what can be
 * known from elsewhere gives way first: that an object was received or queued is in the store and in the queue, that it
 * was sent or given up is nowhere else. What had to be left out is counted and logged.
 *
 * <p>A process that is killed loses what was recorded in its last moments, some hundred milliseconds; the database stays
 * consistent. Thread-safe.
 */
public final class StoredLedger implements DeliveryLedger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoredLedger.class);

    /** Records in memory; about half a kilobyte each. */
    static final int CAPACITY = 20_000;

    /** What the queue and the store know too. */
    private static final Set<Outcome> KNOWN_ELSEWHERE = EnumSet.of(Outcome.RECEIVED, Outcome.QUEUED, Outcome.FILTERED);

    private static final Duration SPILL_INTERVAL = Duration.ofMillis(200);
    private static final long JOURNAL_BYTES = 512L << 20;
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    private final BlockingQueue<Delivery> memory;
    private final AtomicLong left = new AtomicLong();
    private final OverflowJournal journal;
    private final LedgerWriter writer;
    private final LedgerQueries queries;
    private final Thread thread;
    private final ScheduledExecutorService spiller;
    private volatile boolean closed;

    private StoredLedger(LedgerDatabase database, OverflowJournal journal, Duration retention, int capacity) {
        this.memory = new ArrayBlockingQueue<>(capacity);
        this.journal = journal;
        this.writer = new LedgerWriter(database, memory, journal, new LedgerRetention(retention, Clock.systemUTC()));
        this.queries = new SqlLedgerQueries(database, writer);
        this.thread = new Thread(writer, "ledger");
        this.spiller = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread spill = new Thread(task, "ledger-spill");
            spill.setDaemon(true);
            return spill;
        });
    }

    /**
     * Opens the ledger. A database that is down does not keep the hub from starting.
     *
     * @param folder for the files that hold what the database does not take
     * @param retention how long a record is kept after the last event of its instance; zero for ever
     */
    public static StoredLedger open(LedgerDatabase database, Path folder, Duration retention) throws IOException {
        return open(database, folder, retention, CAPACITY);
    }

    static StoredLedger open(LedgerDatabase database, Path folder, Duration retention, int capacity)
            throws IOException {
        PrivateFolder.create(folder);
        OverflowJournal journal = OverflowJournal.open(folder.resolve("pending"), JOURNAL_BYTES);
        StoredLedger ledger = new StoredLedger(database, journal, retention, capacity);
        ledger.thread.setDaemon(true);
        ledger.thread.start();
        ledger.spiller.scheduleWithFixedDelay(
                ledger::spill, SPILL_INTERVAL.toMillis(), SPILL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return ledger;
    }

    @Override
    public void record(Delivery delivery) {
        boolean room = !KNOWN_ELSEWHERE.contains(delivery.outcome()) || memory.remainingCapacity() > memory.size() / 8;
        if (closed || !room || !memory.offer(delivery)) {
            if (left.getAndIncrement() % 10_000 == 0) {
                LOG.warn(
                        "The ledger leaves records out: {} until now. {}",
                        left.get(),
                        closed ? "It is closed" : "They come faster than its database and its files take them");
            }
        }
    }

    /** The writer is busy with a slow database, or waits for one that is down: makes room. */
    private void spill() {
        if (memory.size() > (memory.size() + memory.remainingCapacity()) / 2) {
            writer.spill();
        }
    }

    /**
     * Waits until what was recorded before is in the database, or in the files if it is down.
     *
     * @return whether it is, within this time
     */
    public boolean flush(Duration limit) throws InterruptedException {
        return writer.flush(limit);
    }

    /** Looks things up. */
    public LedgerQueries queries() {
        return queries;
    }

    /** Why the database does not take records, or null if it does. */
    public String trouble() {
        return writer.trouble();
    }

    /** Records that had to be left out since the start. */
    public long leftOut() {
        return left.get() + writer.leftOut();
    }

    /** Records in memory and whether there are some in files. */
    public int waiting() {
        return memory.size();
    }

    /** Whether records wait in files for the database. */
    public boolean isBehind() {
        return !journal.isEmpty();
    }

    /** Writes what is there, into the database or the files, and lets go of both. */
    @Override
    public void close() {
        closed = true;
        spiller.shutdown();
        writer.stop();
        try {
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            writer.spill();
            thread.interrupt();
        }
        try {
            journal.close();
        } catch (IOException e) {
            LOG.warn("The ledger's files cannot be closed: {}", e.toString());
        }
    }
}
