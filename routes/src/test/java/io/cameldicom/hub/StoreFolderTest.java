package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFolderTest {

    private static final InstancePath NAME = new InstancePath("1.1", "1.2", "1.3");

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void choose_a_folder_that_is_not_there_yet() {
        root = folder.resolve("a/store");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void written_object_lies_under_study_and_series(boolean sync) throws Exception {
        StoreFolder store = StoreFolder.open(root, false, sync);

        Path file = store.write(NAME, content("object"));

        assertEquals(root.resolve("1.1/1.2/1.3.dcm"), file);
        assertEquals("object", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void spooled_object_gets_a_second_name_and_no_copy(boolean sync) throws Exception {
        StoreFolder store = StoreFolder.open(root, false, sync);
        Path spooled = spooled("object");

        Path file = store.link(NAME, spooled);

        assertEquals(root.resolve("1.1/1.2/1.3.dcm"), file);
        assertEquals(Files.getAttribute(spooled, "unix:ino"), Files.getAttribute(file, "unix:ino"));
        Files.delete(spooled);
        assertEquals("object", Files.readString(file));
    }

    @Test
    void knows_which_instances_are_filed() throws Exception {
        StoreFolder store = StoreFolder.open(root, false, false);
        store.write(NAME, content("object"));

        assertEquals(Set.of("1.3"), store.filed(List.of("1.3", "1.4", "1.2")));
    }

    @Test
    void same_instance_again_replaces_the_file_whole() throws Exception {
        StoreFolder store = StoreFolder.open(root, false, true);

        store.write(NAME, content("first, and longer"));
        assertEquals("second", Files.readString(store.write(NAME, content("second"))));
        assertEquals("third", Files.readString(store.link(NAME, spooled("third"))));
        assertEquals(List.of("1.1/1.2/1.3.dcm"), files());
    }

    @Test
    void same_instance_again_is_left_alone_when_the_first_is_to_be_kept() throws Exception {
        StoreFolder store = StoreFolder.open(root, true, true);

        store.link(NAME, spooled("first"));
        store.link(NAME, spooled("second"));
        store.write(NAME, content("third"));

        assertEquals("first", Files.readString(root.resolve("1.1/1.2/1.3.dcm")));
        assertEquals(List.of("1.1/1.2/1.3.dcm"), files());
    }

    @Test
    void same_spooled_file_twice_leaves_one_name() throws Exception {
        StoreFolder store = StoreFolder.open(root, false, true);
        Path spooled = spooled("object");

        store.link(NAME, spooled);
        store.link(NAME, spooled);

        assertEquals(List.of("1.1/1.2/1.3.dcm"), files());
    }

    @Test
    void failure_while_writing_leaves_the_old_object_and_nothing_else() throws Exception {
        StoreFolder store = StoreFolder.open(root, false, true);
        store.write(NAME, content("whole"));

        assertThrows(
                IOException.class,
                () -> store.write(NAME, file -> {
                    file.write(ByteBuffer.wrap(new byte[100]));
                    throw new IOException("disk full");
                }));

        assertEquals("whole", Files.readString(root.resolve("1.1/1.2/1.3.dcm")));
        assertEquals(List.of("1.1/1.2/1.3.dcm"), files());
    }

    @Test
    void name_is_not_there_before_the_object_is_whole() throws Exception {
        StoreFolder store = StoreFolder.open(root, false, true);

        store.write(NAME, file -> {
            file.write(ByteBuffer.wrap(new byte[100]));
            assertFalse(Files.exists(root.resolve("1.1/1.2/1.3.dcm")));
        });

        assertTrue(Files.exists(root.resolve("1.1/1.2/1.3.dcm")));
    }

    @Test
    void what_a_killed_process_left_half_written_is_removed_at_start() throws Exception {
        StoreFolder.open(root, false, true);
        Files.writeString(root.resolve(".incoming/7"), "half");

        StoreFolder.open(root, false, true);

        assertEquals(List.of(), files());
    }

    @Test
    void folder_that_somebody_removed_is_made_again() throws Exception {
        StoreFolder store = StoreFolder.open(root, false, true);
        for (int i = 0; i < 2; i++) {
            store.write(NAME, content("object"));
            removeStudy();
            store.link(NAME, spooled("object"));
            removeStudy();
        }
        store.write(NAME, content("object"));
        assertEquals(List.of("1.1/1.2/1.3.dcm"), files());
    }

    @Test
    void missing_source_is_an_error() throws Exception {
        StoreFolder store = StoreFolder.open(root, false, true);

        assertThrows(NoSuchFileException.class, () -> store.link(NAME, folder.resolve("not there")));
        assertEquals(List.of(), files());
    }

    @Test
    void threads_that_file_the_same_instance_leave_one_whole_object() throws Exception {
        StoreFolder store = StoreFolder.open(root, false, false);
        int threads = 4;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String text = Integer.toString(t).repeat(10_000);
                Path spooled = spooled(text);
                boolean link = t % 2 == 0;
                runs.add(executor.submit(() -> {
                    together.await();
                    for (int i = 0; i < 50; i++) {
                        Path file = link ? store.link(NAME, spooled) : store.write(NAME, content(text));
                        String read = Files.readString(file);
                        assertEquals(read.substring(0, 1).repeat(10_000), read);
                    }
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertEquals(List.of("1.1/1.2/1.3.dcm"), files());
    }

    private static StoreFolder.Content content(String text) {
        return file -> file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private Path spooled(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "spooled", null), text);
    }

    private void removeStudy() throws IOException {
        Files.delete(root.resolve("1.1/1.2/1.3.dcm"));
        Files.delete(root.resolve("1.1/1.2"));
        Files.delete(root.resolve("1.1"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
