package io.cameldicom.it.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.FindScp;
import io.cameldicom.dicom.service.GetScp;
import io.cameldicom.dicom.service.MoveScp;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.it.peer.ChildProcess;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK's {@code findscu}, {@code movescu} and {@code getscu}, and an archive made with our SCPs. */
@org.junit.jupiter.api.Tag("interop")
class ArchiveScpIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int IMAGES = 25;

    @RegisterExtension
    static final EngineHost engine = new EngineHost();

    @TempDir
    Path folder;

    private final int receiverPort = Ports.free();

    @BeforeEach
    void serve() throws IOException {
        MemoryArchive archive = new MemoryArchive(
                Images.of(IMAGES),
                Map.of(
                        "ENGINE",
                        engine.requestor(EngineHost.AE_TITLE, engine.port()).build(),
                        "MOVESCU",
                        engine.requestor("MOVESCU", receiverPort).build(),
                        "DEAD",
                        engine.requestor("DEAD", Ports.free()).build()));
        engine.serve(ApplicationEntity.builder("ARCHIVE")
                .service(new FindScp(archive::find, QuerySopClasses.FIND))
                .service(new MoveScp(archive::move, QuerySopClasses.MOVE, EngineHost.TIMEOUT))
                .service(new GetScp(archive::get, QuerySopClasses.GET, EngineHost.TIMEOUT))
                .build());
    }

    @Test
    void findscu_gets_every_match() throws Exception {
        String output =
                run(0, Tool.FINDSCU, List.of("-X", "-S"), key("QueryRetrieveLevel=IMAGE"), key("SOPInstanceUID"));

        List<Path> matches = files("rsp");
        assertEquals(IMAGES, matches.size(), output);
        List<String> uids = new ArrayList<>();
        for (Path match : matches) {
            uids.add(read(match).getString(Tag.SOPInstanceUID));
        }
        assertEquals(uids(), uids.stream().sorted().toList());
    }

    @Test
    void findscu_understands_the_characters() throws Exception {
        run(0, Tool.FINDSCU, List.of("-X", "-P"), key("QueryRetrieveLevel=STUDY"), key("PatientName"));

        assertEquals("Müller^Jörg", read(files("rsp").get(0)).getString(Tag.PatientName));
    }

    @Test
    void findscu_cancels_after_the_third_match() throws Exception {
        String output = run(
                0,
                Tool.FINDSCU,
                List.of("-d", "-S", "--cancel", "3"),
                key("QueryRetrieveLevel=IMAGE"),
                key("SOPInstanceUID"));

        // all may have left before the cancel comes: both are conforming ends
        assertTrue(
                Pattern.compile("DIMSE Status\\s+: 0x(fe00|0000)")
                        .matcher(output)
                        .find(),
                output);
        assertTrue(output.contains("C-CANCEL") || output.contains("Cancel"), output);
    }

    @Test
    void findscu_is_told_what_is_missing() throws Exception {
        String output = run(0, Tool.FINDSCU, List.of("-d", "-S"), key("SOPInstanceUID"));

        assertTrue(output.contains("0xa900"), output);
        assertTrue(output.contains("(0008,0052)") || output.contains("Query/Retrieve Level is missing"), output);
    }

    @Test
    void movescu_moves_to_a_third() throws Exception {
        String output = run(
                0,
                Tool.MOVESCU,
                List.of("-d", "-S", "-aem", "ENGINE"),
                key("QueryRetrieveLevel=STUDY"),
                key("StudyInstanceUID=" + Images.STUDY));

        assertEquals(uids(), engine.stored());
        assertTrue(
                Pattern.compile("Completed Suboperations\\s+: 25")
                        .matcher(output)
                        .find(),
                output);
        assertTrue(
                Pattern.compile("Remaining Suboperations\\s+: 24")
                        .matcher(output)
                        .find(),
                output);
    }

    @Test
    void movescu_moves_to_itself() throws Exception {
        run(
                0,
                Tool.MOVESCU,
                List.of("-S", "-aet", "MOVESCU", "-aem", "MOVESCU", "+P", Integer.toString(receiverPort), "-od", "."),
                key("QueryRetrieveLevel=STUDY"),
                key("StudyInstanceUID=" + Images.STUDY));

        assertEquals(IMAGES, files("CT").size());
    }

    @Test
    void movescu_is_told_that_a_destination_is_unknown_or_dead() throws Exception {
        String unknown = run(
                69,
                Tool.MOVESCU,
                List.of("-d", "-S", "-aem", "NOBODY"),
                key("QueryRetrieveLevel=STUDY"),
                key("StudyInstanceUID=" + Images.STUDY));
        assertTrue(unknown.contains("0xa801"), unknown);

        String dead = run(
                69,
                Tool.MOVESCU,
                List.of("-d", "-S", "-aem", "DEAD"),
                key("QueryRetrieveLevel=STUDY"),
                key("StudyInstanceUID=" + Images.STUDY));
        assertTrue(dead.contains("0xa702"), dead);
        assertTrue(Pattern.compile("Failed Suboperations\\s+: 25").matcher(dead).find(), dead);
    }

    @Test
    void getscu_gets_everything_over_one_association() throws Exception {
        run(
                0,
                Tool.GETSCU,
                List.of("-v", "-S", "-od", "."),
                key("QueryRetrieveLevel=STUDY"),
                key("StudyInstanceUID=" + Images.STUDY));

        List<String> uids = new ArrayList<>();
        for (Path image : files("CT")) {
            uids.add(read(image).getString(Tag.SOPInstanceUID));
        }
        assertEquals(uids(), uids.stream().sorted().toList());
    }

    @SafeVarargs
    private String run(int exitCode, Tool tool, List<String> options, List<String>... keys) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool.path(), "-aec", "ARCHIVE"));
        command.addAll(options);
        for (List<String> key : keys) {
            command.addAll(key);
        }
        command.addAll(List.of("127.0.0.1", Integer.toString(engine.port())));
        try (ChildProcess process = ChildProcess.start("log", folder, command)) {
            assertEquals(exitCode, process.awaitExit(LIMIT), process.output());
            return process.output();
        }
    }

    private static List<String> key(String key) {
        return List.of("-k", key);
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static Attributes read(Path file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file)) {
            return in.readDataset();
        }
    }

    private static List<String> uids() {
        return Images.of(IMAGES).stream()
                .map(image -> image.getString(Tag.SOPInstanceUID))
                .sorted()
                .toList();
    }
}
