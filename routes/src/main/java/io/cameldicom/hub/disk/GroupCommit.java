package io.cameldicom.hub.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Commits many items at the cost of one: what comes while a group is being committed is the next group. Nobody waits
 * for a group to fill, so a single caller pays nothing for it.
 *
 * <p>Thread-safe. One group is committed at a time, on the thread of its first caller.
 */
public final class GroupCommit<T> {

    /** Brings a group to where it is safe. */
    @FunctionalInterface
    public interface Commit<T> {

        /**
         * Called by one thread at a time.
         *
         * @param group in the order of their callers; all of them are in the same state afterwards
         * @throws IOException if the group is not safe; each of its callers gets it, the same one
         */
        void run(List<T> group) throws IOException;
    }

    private static final class Group<T> {
        final List<T> items = new ArrayList<>();
        final CountDownLatch done = new CountDownLatch(1);
        IOException failure;
    }

    private final Commit<T> commit;
    private final ReentrantLock turn = new ReentrantLock();
    private Group<T> open = new Group<>();

    public GroupCommit(Commit<T> commit) {
        this.commit = commit;
    }

    /**
     * Returns when the item's group is committed. An interrupt does not end the wait: the outcome has to be known.
     *
     * @throws IOException if the group could not be committed
     */
    public void commit(T item) throws IOException {
        Group<T> group;
        boolean first;
        synchronized (this) {
            group = open;
            first = group.items.isEmpty();
            group.items.add(item);
        }
        if (first) {
            lead(group);
        } else {
            await(group);
        }
        if (group.failure != null) {
            throw group.failure;
        }
    }

    private void lead(Group<T> group) {
        boolean interrupted = Thread.interrupted(); // would break off the group's input and output
        turn.lock();
        try {
            synchronized (this) {
                open = new Group<>();
            }
            commit.run(group.items);
        } catch (IOException e) {
            group.failure = e;
        } catch (RuntimeException | Error e) {
            group.failure = new IOException("Not committed: " + e, e);
            throw e;
        } finally {
            turn.unlock();
            group.done.countDown();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void await(Group<?> group) {
        boolean interrupted = false;
        while (true) {
            try {
                group.done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
