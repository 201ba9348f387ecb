package io.cameldicom.hub.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings records from memory to the database, or to the files while it is down: the thread {@code ledger}. */
final class LedgerWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);

    /** Most records in a transaction. */
    private static final int BATCH = 2_000;
    /** How long records gather. */
    private static final Duration GATHER = Duration.ofMillis(200);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final LedgerDatabase database;
    private final BlockingQueue<Delivery> memory;
    private final OverflowJournal journal;
    private final LedgerRetention retention;
    private final AtomicLong leftOut = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Condition wanted = lock.newCondition();
    private boolean hurry;
    private boolean stopping;
    private boolean busy = true; // until it has tried to connect

    /** Zero when it has tried to connect: the tables are there if the database is. */
    private final CountDownLatch begun = new CountDownLatch(1);

    private Connection connection;
    private Duration retryDelay = FIRST_RETRY;
    private long retryAt = System.nanoTime();
    private volatile String trouble;

    LedgerWriter(
            LedgerDatabase database,
            BlockingQueue<Delivery> memory,
            OverflowJournal journal,
            LedgerRetention retention) {
        this.database = database;
        this.memory = memory;
        this.journal = journal;
        this.retention = retention;
    }

    @Override
    public void run() {
        try {
            connect();
            begun.countDown();
            while (gather()) {
                cycle();
            }
            cycle();
        } catch (InterruptedException e) {
            LOG.warn("The ledger was interrupted while its database did not answer");
        } finally {
            begun.countDown();
            disconnect();
            markIdle();
        }
    }

    private void cycle() {
        try {
            step();
        } catch (RuntimeException e) {
            LOG.error("The ledger met a defect and goes on", e);
            markIdle();
        }
    }

    private void step() {
        List<Delivery> batch = new ArrayList<>();
        while (memory.drainTo(batch, BATCH) > 0) {
            if (!toDatabase(batch)) {
                toFiles(batch);
            }
            batch.clear();
        }
        markIdle();
        catchUp();
        purge();
    }

    /** Waits for records to gather; false when it is time to stop. */
    private boolean gather() throws InterruptedException {
        lock.lock();
        try {
            long nanos = GATHER.toNanos();
            while (!hurry && !stopping && nanos > 0) {
                nanos = wanted.awaitNanos(nanos);
            }
            hurry = false;
            busy = true;
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    private void markIdle() {
        lock.lock();
        try {
            busy = false;
            if (memory.isEmpty()) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a new database has its tables, or is known to be down. */
    void awaitBegin(Duration limit) throws InterruptedException {
        begun.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean flush(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while ((busy || !memory.isEmpty()) && nanos > 0) {
                hurry = true;
                wanted.signal();
                nanos = idle.awaitNanos(nanos);
            }
            return !busy && memory.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            stopping = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes half of what is in memory to the files; called by another thread. */
    void spill() {
        List<Delivery> records = new ArrayList<>();
        memory.drainTo(records, Math.max(1, memory.size() / 2));
        toFiles(records);
    }

    private void toFiles(List<Delivery> records) {
        try {
            journal.append(records);
        } catch (IOException e) {
            long before = leftOut.getAndAdd(records.size());
            if (before / 10_000 != leftOut.get() / 10_000 || before == 0) {
                LOG.warn("The ledger leaves records out, {} until now: {}", leftOut.get(), e.toString());
            }
        }
    }

    private boolean toDatabase(List<Delivery> records) {
        if (!connect()) {
            return false;
        }
        try {
            write(records);
            return true;
        } catch (SQLException e) {
            if (isAboutData(e)) {
                return oneByOne(records);
            }
            down(e);
            return false;
        }
    }

    private void write(List<Delivery> records) throws SQLException {
        try {
            new LedgerRows(records).write(connection, database.isPostgres());
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } catch (RuntimeException | AssertionError e) { // PostgreSQL's driver asserts that a connection is never lost
            throw new SQLException("the driver failed", "58000", e);
        }
    }

    /** One record that the database does not take must not hold up the others for ever. */
    private boolean oneByOne(List<Delivery> records) {
        try {
            for (Delivery record : records) {
                try {
                    write(List.of(record));
                } catch (SQLException e) {
                    if (!isAboutData(e)) {
                        throw e;
                    }
                    leftOut.incrementAndGet();
                    LOG.warn(
                            "The ledger's database does not take a record of {}: SQL state {}",
                            record.instance(),
                            e.getSQLState());
                }
            }
            return true;
        } catch (SQLException e) {
            down(e);
            return false;
        }
    }

    /** SQL states of class 22, data exception, and 23, integrity constraint violation. */
    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    /** What waits in files: one file a cycle, so that new records do not wait long. */
    private void catchUp() {
        try {
            if (!connect() || journal.isEmpty()) {
                return;
            }
            List<Delivery> records = journal.oldest();
            for (int from = 0; from < records.size(); from += BATCH) {
                if (!toDatabase(records.subList(from, Math.min(from + BATCH, records.size())))) {
                    return;
                }
            }
            journal.removeOldest();
            if (journal.isEmpty()) {
                LOG.info("The ledger's database has all records again");
            }
        } catch (IOException e) {
            LOG.warn("The ledger's files cannot be read: {}", e.toString());
        }
    }

    private void purge() {
        if (connection == null) {
            return;
        }
        try {
            retention.slice(connection);
        } catch (SQLException e) {
            down(e);
        }
    }

    private boolean connect() {
        if (connection != null) {
            return true;
        }
        if (retryAt - System.nanoTime() > 0) {
            return false;
        }
        try {
            connection = database.connect();
            LedgerSchema.migrate(connection, database.isPostgres());
            connection.setAutoCommit(false);
            if (trouble != null) {
                LOG.info("The ledger's database {} is there again", database);
            }
            trouble = null;
            retryDelay = FIRST_RETRY;
            return true;
        } catch (SQLException e) {
            down(e, e.getMessage());
            return false;
        }
    }

    /** Messages about statements may quote values: only their state is said. */
    private void down(SQLException e) {
        down(e, "SQL state " + e.getSQLState());
    }

    private void down(SQLException e, String why) {
        disconnect();
        if (trouble == null) {
            LOG.warn("The ledger's database {} cannot be used, records wait in files: {}", database, why);
        }
        LOG.debug("The ledger's database {} cannot be used", database, e);
        trouble = why;
        retryAt = System.nanoTime() + retryDelay.toNanos();
        Duration twice = retryDelay.multipliedBy(2);
        retryDelay = twice.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : twice;
    }

    private void disconnect() {
        try (Connection closing = connection) {
            LOG.trace("Closing {}", closing);
        } catch (SQLException e) {
            LOG.debug("The ledger's database cannot be closed", e);
        } finally {
            connection = null;
        }
    }

    String trouble() {
        return trouble;
    }

    long leftOut() {
        return leftOut.get();
    }
}
