package io.cameldicom.it.peer;

import io.cameldicom.it.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the sending programs of DCMTK and GDCM, and the hub's own, against {@code 127.0.0.1}. */
public final class Scu {
    public static final String AE_TITLE = "MODALITY";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path FOLDER = Path.of("target", "it", "scu").toAbsolutePath();
    private static final AtomicInteger RUNS = new AtomicInteger();

    private Scu() {}

    /** What a program answered. */
    public record Result(int exitCode, String output) {}

    public static Result echo(int port, String called, String... options) throws Exception {
        return run(echoCommand(port, called, AE_TITLE, options));
    }

    /** {@code echoscu} under another calling AE title. */
    public static Result echoAs(String calling, int port, String called) throws Exception {
        return run(echoCommand(port, called, calling));
    }

    private static List<String> echoCommand(int port, String called, String calling, String... options) {
        return command(
                List.of(Tool.ECHOSCU.path(), "-v", "-aet", calling, "-aec", called),
                List.of(options),
                List.of("127.0.0.1", Integer.toString(port)));
    }

    /** {@code storescu} with the option, or else the profile, that makes it send the sample as it is. */
    public static Result store(int port, String called, Sample sample) throws Exception {
        if (sample.storescuOption().isPresent()) {
            // -R: without it the list of contexts ends at 128, before some of the samples' SOP classes
            return store(
                    port, called, sample.file().path(), sample.storescuOption().get(), "-R");
        }
        Path folder = Files.createDirectories(FOLDER.resolve(sample.name()));
        return store(
                port, called, sample.file().path(), "-xf", AssociationProfile.of(folder, sample.file()), "Default");
    }

    public static Result store(int port, String called, Path fileOrFolder, String... options) throws Exception {
        return run(storeCommand(port, called, fileOrFolder, options));
    }

    /** A {@code storescu} that goes on while the test does something else. */
    public static ChildProcess startStore(int port, String called, Path fileOrFolder, String... options)
            throws Exception {
        return start(storeCommand(port, called, fileOrFolder, options), Map.of());
    }

    private static List<String> storeCommand(int port, String called, Path fileOrFolder, String... options) {
        return command(
                List.of(Tool.STORESCU.path(), "-v", "-aet", AE_TITLE, "-aec", called, "+sd", "+r"),
                List.of(options),
                List.of("127.0.0.1", Integer.toString(port), fileOrFolder.toString()));
    }

    /** {@code dcmsend}, which proposes the transfer syntax of the file, and others it could convert to. */
    public static Result send(int port, String called, Path file, String... options) throws Exception {
        return run(command(
                List.of(Tool.DCMSEND.path(), "-v", "-aet", AE_TITLE, "-aec", called),
                List.of(options),
                List.of("127.0.0.1", Integer.toString(port), file.toString())));
    }

    /** {@code findscu}; options say the model and the keys. */
    public static Result find(int port, String called, String... options) throws Exception {
        return run(command(
                List.of(Tool.FINDSCU.path(), "-v", "-aet", AE_TITLE, "-aec", called),
                List.of(options),
                List.of("127.0.0.1", Integer.toString(port))));
    }

    /** {@code movescu}; options say model, destination and keys. */
    public static Result move(int port, String called, String... options) throws Exception {
        return run(command(
                List.of(Tool.MOVESCU.path(), "-v", "-aet", AE_TITLE, "-aec", called),
                List.of(options),
                List.of("127.0.0.1", Integer.toString(port))));
    }

    /** {@code getscu}; options say model and keys, and where the objects go. */
    public static Result get(int port, String called, String... options) throws Exception {
        return run(command(
                List.of(Tool.GETSCU.path(), "-v", "-aet", AE_TITLE, "-aec", called),
                List.of(options),
                List.of("127.0.0.1", Integer.toString(port))));
    }

    /** {@code bin/hub} with these arguments and this {@code JAVA_OPTS}. */
    public static Result hub(String javaOptions, String... arguments) throws Exception {
        return run(command(List.of(Hub.program()), List.of(arguments), List.of()), Map.of("JAVA_OPTS", javaOptions));
    }

    /** {@code gdcmscu --store}. */
    public static Result gdcmStore(int port, String called, Path file) throws Exception {
        return run(List.of(
                Tool.GDCMSCU.path(),
                "--store",
                "--call",
                called,
                "--aetitle",
                AE_TITLE,
                "-i",
                file.toString(),
                "127.0.0.1",
                Integer.toString(port)));
    }

    private static List<String> command(List<String> program, List<String> options, List<String> parameters) {
        List<String> command = new ArrayList<>(program);
        command.addAll(options);
        command.addAll(parameters);
        return command;
    }

    private static Result run(List<String> command) throws Exception {
        return run(command, Map.of());
    }

    private static Result run(List<String> command, Map<String, String> environment) throws Exception {
        try (ChildProcess process = start(command, environment)) {
            return new Result(process.awaitExit(LIMIT), process.output());
        }
    }

    private static ChildProcess start(List<String> command, Map<String, String> environment) throws Exception {
        Files.createDirectories(FOLDER);
        String name = Path.of(command.get(0)).getFileName() + "-" + RUNS.incrementAndGet();
        return ChildProcess.start(name, FOLDER, command, environment);
    }
}
