package io.cameldicom.hub.index;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps the index: files as they are noted, many in one transaction, and a walk through the store where some
 * may have been missed. Thread-safe.
 */
final class IndexUpdater implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexUpdater.class);

    /** Beyond so many noted files a walk finds them. */
    private static final int MOST_NOTED = 100_000;

    private static final int BATCH = 500;
    private static final long SEARCH_WAITS_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 10_000;
    private static final long CLOSE_MILLIS = 20_000;

    private final Path root;
    private final IndexDatabase database;
    private final BlockingQueue<IndexedFile> noted = new LinkedBlockingQueue<>(MOST_NOTED);
    private final Thread thread = new Thread(this::run, "StoreIndex");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    /** Files noted, and of them written, since the start. */
    private long notedCount;

    private long writtenCount;

    private volatile boolean missed;
    private volatile boolean complete;
    private volatile boolean stopping;

    IndexUpdater(Path root, IndexDatabase database) {
        this.root = root;
        this.database = database;
        this.missed = database.behind();
        this.complete = !missed;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void changed(Path path) {
        IndexedFile file = IndexedFile.of(root, path);
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            if (noted.offer(file)) {
                notedCount++;
            } else {
                missed = true;
                complete = false;
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isComplete() {
        return complete;
    }

    /** Until what was noted so far is written, but not for long. */
    void awaitChanges() {
        long left = TimeUnit.MILLISECONDS.toNanos(SEARCH_WAITS_MILLIS);
        lock.lock();
        try {
            long target = notedCount;
            while (complete && writtenCount < target && left > 0) {
                left = written.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!stopping) {
            try (IndexWriter writer = new IndexWriter(root, database)) {
                keep(writer);
            } catch (SQLException | IOException | RuntimeException e) {
                missed = true;
                complete = false;
                LOG.warn("The index cannot be written, tried again in a while: {}", e.toString());
                pause();
            } catch (InterruptedException e) {
                LOG.debug("The index is closed", e);
            }
        }
    }

    private void keep(IndexWriter writer) throws SQLException, IOException, InterruptedException {
        List<IndexedFile> batch = new ArrayList<>();
        while (!stopping || !noted.isEmpty()) {
            if (missed && !stopping) {
                walk(writer);
            }
            IndexedFile first = noted.poll(100, TimeUnit.MILLISECONDS);
            if (first == null) {
                continue;
            }
            batch.add(first);
            noted.drainTo(batch, BATCH - 1);
            for (IndexedFile file : batch) {
                writer.update(file);
            }
            writer.commit();
            count(batch.size());
            batch.clear();
        }
    }

    private void walk(IndexWriter writer) throws SQLException, IOException {
        long began = System.nanoTime();
        LOG.info("The index is compared with the store {}", root);
        missed = false;
        if (new StoreWalk(root, writer, () -> stopping).run()) {
            complete = !missed;
            LOG.info("The index is up to date after {} s", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
        } else {
            missed = true;
        }
    }

    private void count(int files) {
        lock.lock();
        try {
            writtenCount += files;
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        try {
            for (long waited = 0; waited < RETRY_MILLIS && !stopping; waited += 100) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            LOG.debug("The index is closed", e);
        }
    }

    /** Lets the thread write what was noted; what it does not get done is found by a walk at the next start. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(CLOSE_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close(complete && noted.isEmpty() && !thread.isAlive());
    }
}
