package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_names_every_command_and_exits_with_0() {
        assertEquals(0, execute("--help"));
        for (String command : List.of("run", "send", "echo", "find", "print", "demo")) {
            assertTrue(out.toString().contains("\n  " + command + " "), out.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "send", "echo", "find", "print", "demo"})
    void each_command_has_help(String command) {
        assertEquals(0, execute(command, "--help"));
        assertTrue(out.toString().startsWith("Usage: hub " + command), out.toString());
    }

    @Test
    void version_is_the_built_one() {
        assertEquals(0, execute("--version"));
        assertTrue(out.toString().matches("(?s)camel-dicom hub \\d+\\.\\d+\\.\\d+.*"), out.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sned x --to A@h:1",
                "--nope",
                "run extra",
                "send x",
                "send --to HUB@h:1",
                "echo",
                "find --from PACS@h:1",
                "find --from PACS@h:1 -k PatientNam",
                "send x --to HUB"
            })
    void wrong_usage_exits_with_2_and_says_how_it_goes(String line) {
        assertEquals(2, execute(line.split(" ")));
        assertTrue(err.toString().contains("Usage: "), err.toString());
    }

    private int execute(String... arguments) {
        CommandLine commandLine = HubMain.commandLine();
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
