package io.cameldicom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A command of another DICOM toolkit. Where it is not installed tests abort, with {@code CI=true} they fail. */
public final class PeerTool {
    private PeerTool() {}

    public static void run(String debianPackage, Path folder, String command, Object... arguments)
            throws IOException, InterruptedException {
        requireInstalled(debianPackage, command);
        List<String> line = new ArrayList<>(List.of(command));
        for (Object argument : arguments) {
            line.add(argument.toString());
        }
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assertions.assertTrue(process.waitFor(30, TimeUnit.SECONDS), () -> line + " does not end");
        assertEquals(0, process.exitValue(), () -> line + " says " + output);
    }

    private static void requireInstalled(String debianPackage, String command) {
        boolean installed = List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, command)));
        if (!installed) {
            String message = command + " is not installed: Debian package " + debianPackage;
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
    }
}
