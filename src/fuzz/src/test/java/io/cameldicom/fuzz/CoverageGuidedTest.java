package io.cameldicom.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for inputs that make a target fail, in a process of its own: all targets together for some seconds, or
 * with {@code -Pfuzz} each for minutes.
 */
class CoverageGuidedTest {

    private static final String ENGINE = "com.code_intelligence.jazzer.Jazzer";
    private static final long SECONDS = Long.getLong("fuzz.seconds", 10);
    private static final long START_SECONDS = 120;

    static Stream<String> targets() {
        return Boolean.getBoolean("fuzz.each") ? Stream.of(FuzzTarget.values()).map(Enum::name) : Stream.of("EVERY");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothing_that_is_tried_makes_a_target_fail(String name) throws Exception {
        Path folder = Files.createDirectories(Inputs.output().resolve(name));
        Path log = folder.resolve("jazzer.log");
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Class<?> target = name.equals("EVERY") ? everyTarget(corpus) : oneTarget(FuzzTarget.valueOf(name), corpus);

        Process engine = new ProcessBuilder(command(target, corpus))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            assertTrue(engine.waitFor(SECONDS + START_SECONDS, TimeUnit.SECONDS), () -> "does not end, see " + log);
        } finally {
            engine.destroyForcibly();
        }
        assertEquals(
                0,
                engine.exitValue(),
                () -> "see " + log + ": move the input written to " + folder
                        + " to src/test/resources/findings, mend what fails, and add a test for it there");
        assertTrue(Files.readString(log).contains("DONE"), () -> "nothing was tried, see " + log);
    }

    private static List<String> command(Class<?> target, Path corpus) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "-XX:-OmitStackTraceInFastThrow",
                "-cp",
                System.getProperty("java.class.path"),
                ENGINE,
                "--target_class=" + target.getName(),
                "--instrumentation_includes=io.cameldicom.dicom.**:io.cameldicom.web.*:io.cameldicom.print.**",
                "--custom_hook_includes=io.cameldicom.**",
                "-max_total_time=" + SECONDS,
                "-timeout=25",
                "-rss_limit_mb=3000",
                "-print_final_stats=1",
                corpus.toString());
    }

    private static Class<?> oneTarget(FuzzTarget target, Path corpus) throws IOException {
        for (Path input : known(target)) {
            Files.write(corpus.resolve(input.getFileName()), Files.readAllBytes(input));
        }
        return target.type;
    }

    private static Class<?> everyTarget(Path corpus) throws IOException {
        for (FuzzTarget target : FuzzTarget.values()) {
            for (Path input : known(target)) {
                byte[] bytes = EveryTarget.inputFor(target, Files.readAllBytes(input));
                Files.write(corpus.resolve(target.folder() + "-" + input.getFileName()), bytes);
            }
        }
        return EveryTarget.class;
    }

    private static List<Path> known(FuzzTarget target) {
        List<Path> inputs = new ArrayList<>(Inputs.files(Inputs.seeds(target)));
        inputs.addAll(Inputs.files(Inputs.findings(target)));
        return inputs;
    }
}
