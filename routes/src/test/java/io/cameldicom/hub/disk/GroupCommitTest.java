package io.cameldicom.hub.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.hub.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GroupCommitTest {

    @Test
    void who_comes_during_a_commit_is_in_the_next_group_with_all_others() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<List<Integer>> groups = new CopyOnWriteArrayList<>();
        GroupCommit<Integer> commit = new GroupCommit<>(group -> {
            groups.add(List.copyOf(group));
            await(goOn);
        });
        List<Thread> callers = new ArrayList<>();
        callers.add(caller(commit, 0));
        Waiting.until("the first is being committed", () -> groups.size() == 1);
        for (int i = 1; i < 8; i++) {
            callers.add(caller(commit, i));
        }
        Waiting.until("all others wait", () -> callers.stream().noneMatch(c -> c.getState() == Thread.State.RUNNABLE));

        goOn.countDown();
        for (Thread caller : callers) {
            caller.join();
        }

        assertEquals(List.of(0), groups.get(0));
        assertEquals(2, groups.size(), groups.toString());
        assertEquals(7, groups.get(1).size());
    }

    @Test
    void failure_reaches_each_caller_of_the_group_and_none_of_the_next() throws Exception {
        IOException full = new IOException("disk full");
        GroupCommit<String> commit = new GroupCommit<>(group -> {
            if (group.contains("bad")) {
                throw full;
            }
        });

        assertSame(full, assertThrows(IOException.class, () -> commit.commit("bad")));
        commit.commit("good");
    }

    @Test
    void interrupt_does_not_break_a_commit_off_and_is_not_lost() throws Exception {
        List<Boolean> seen = new ArrayList<>();
        GroupCommit<String> commit =
                new GroupCommit<>(group -> seen.add(Thread.currentThread().isInterrupted()));

        Thread.currentThread().interrupt();
        commit.commit("x");

        assertTrue(Thread.interrupted());
        assertEquals(List.of(false), seen);
    }

    @Test
    void folder_that_is_gone_harms_its_own_caller_only(@TempDir Path folder) throws Exception {
        Path gone = folder.resolve("gone");
        Path there = Files.createDirectory(folder.resolve("there"));
        assertThrows(NoSuchFileException.class, () -> Folders.sync(gone));
        Folders.sync(there);
    }

    private static Thread caller(GroupCommit<Integer> commit, int item) {
        Thread thread = new Thread(() -> {
            try {
                commit.commit(item);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
