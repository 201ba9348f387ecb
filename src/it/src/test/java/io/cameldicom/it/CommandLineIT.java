package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.Scu.Result;
import io.cameldicom.it.peer.StoreScp;
import io.cameldicom.it.wire.Part10File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands of {@code bin/hub} besides running the hub. */
@Tag("interop")
class CommandLineIT {
    @RegisterExtension
    static final StoreScp archive = StoreScp.with();

    @RegisterExtension
    static final Hub hub = new Hub().set("hub.forward.ct.to", archive.aeTitle() + "@127.0.0.1:" + archive.port());

    @Test
    void echo_succeeds_with_storescp_and_fails_where_nobody_listens() throws Exception {
        Result answered = Scu.hub("", "echo", archive.aeTitle() + "@127.0.0.1:" + archive.port());
        assertEquals(0, answered.exitCode(), answered::output);
        Result refused = Scu.hub("", "echo", "NOBODY@127.0.0.1:" + Ports.free());
        assertEquals(1, refused.exitCode(), refused::output);
    }

    @Test
    void send_delivers_a_folder_to_storescp_byte_for_byte() throws Exception {
        Path folder = Corpus.file("dicomdir/98892001");
        Result result =
                Scu.hub("", "send", folder.toString(), "--to", archive.aeTitle() + "@127.0.0.1:" + archive.port());
        assertEquals(0, result.exitCode(), result::output);
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> files = tree.filter(Files::isRegularFile).toList();
            for (Path path : files) {
                Part10File sent = Part10File.read(path);
                assertEquals(
                        sent.dataSetSha256(),
                        archive.take(sent.sopInstanceUid()).dataSetSha256());
            }
        }
    }

    @Test
    void demo_shows_what_arrives_where() throws Exception {
        Result result = Scu.hub(hub.javaOptions(), "demo");
        assertEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains("CT") && result.output().contains("MR"), result::output);
        hub.delivered();
        assertTrue(archive.count() > 0, "the CT went to the archive");
    }

    /** Under cron and in containers the locale is often none, in which Java knows ASCII only. */
    @Test
    void dump_writes_json_in_utf_8_whatever_the_locale() throws Exception {
        Result result = Scu.hub(
                "-Dfile.encoding=US-ASCII",
                "dump",
                "--json",
                Corpus.file("charset/chrH31.dcm").toString());
        assertEquals(0, result.exitCode(), result::output);
        String output = new String(result.output().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        assertTrue(output.contains("\"Ideographic\":\"山田^太郎\""), output);
    }

    @Test
    void a_wrong_command_line_exits_with_2() throws Exception {
        assertEquals(2, Scu.hub("", "send").exitCode());
        assertEquals(2, Scu.hub("", "no-such-command").exitCode());
    }
}
