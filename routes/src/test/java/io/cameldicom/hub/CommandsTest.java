package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code send} and {@code echo} against a peer. */
@Timeout(60)
class CommandsTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void send_goes_through_folders_and_skips_what_is_not_dicom() throws Exception {
        Path deeper = Files.createDirectories(folder.resolve("a/b"));
        TestObjects.object("CT").saveTo(folder.resolve("1.dcm"));
        TestObjects.object("MR").saveTo(deeper.resolve("no suffix"));
        Files.writeString(deeper.resolve("notes.txt"), "not an image");
        try (TestArchive archive = new TestArchive()) {
            assertEquals(0, execute("send", folder.toString(), "--to", archive.address(), "--from", "WS1"));

            assertEquals(2, archive.dataSets().size());
            assertTrue(out.toString().contains("notes.txt: skipped: not DICOM"), out.toString());
            assertTrue(out.toString().contains("2 sent, 1 skipped, 0 failed"), out.toString());
        }
    }

    @Test
    void send_exits_with_1_when_one_object_was_refused_and_sends_the_others() throws Exception {
        TestObjects.object("CT").saveTo(folder.resolve("1.dcm"));
        TestObjects.object("MR").saveTo(folder.resolve("2.dcm"));
        try (TestArchive archive = new TestArchive(exchange -> {
            if ("CT".equals(exchange.getMessage().getHeader("CamelDicomModality"))) {
                throw new IllegalStateException("no CT here");
            }
        })) {
            assertEquals(1, execute("send", folder.toString(), "--to", archive.address()));

            assertTrue(out.toString().contains("1.dcm: failed: "), out.toString());
            assertTrue(out.toString().contains("1 sent, 0 skipped, 1 failed"), out.toString());
        }
    }

    @Test
    void send_exits_with_1_for_a_broken_file_and_names_it() throws Exception {
        byte[] cut = new byte[140];
        System.arraycopy("DICM".getBytes(), 0, cut, 128, 4);
        Files.write(folder.resolve("cut.dcm"), cut);
        try (TestArchive archive = new TestArchive()) {
            assertEquals(1, execute("send", folder.toString(), "--to", archive.address()));

            assertTrue(out.toString().contains("cut.dcm: failed: "), out.toString());
        }
    }

    @Test
    void send_exits_with_1_when_there_is_no_such_file() {
        assertEquals(1, execute("send", folder.resolve("nothing").toString(), "--to", "A@127.0.0.1:1"));
        assertTrue(err.toString().startsWith("hub: There is no file or folder"), err.toString());
    }

    @Test
    void echo_exits_with_0_when_the_peer_answers() throws Exception {
        try (TestArchive archive = new TestArchive()) {
            assertEquals(0, execute("echo", archive.address()));
            assertTrue(out.toString().startsWith(archive.address() + " answers HUB: success"), out.toString());
        }
    }

    @Test
    void echo_exits_with_1_and_one_line_when_nobody_listens() throws Exception {
        String peer = "NOBODY@127.0.0.1:" + HubTest.freePort();

        assertEquals(1, execute("echo", peer));

        assertTrue(err.toString().startsWith("hub: " + peer), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    private int execute(String... arguments) {
        return HubMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
