package io.cameldicom.hub;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The hub's command line: {@code run} (also without a command), {@code send}, {@code echo}, {@code find}, {@code print},
 * {@code demo}, {@code dump}, {@code transcode}, {@code render}, {@code dicomdir}, {@code fhir}, {@code check},
 * {@code explain}, {@code health}.
 *
 * <p>Exit codes: 0 done, 1 failed (the reason is on standard error), 2 wrong usage.
 */
@Command(
        name = "hub",
        mixinStandardHelpOptions = true,
        versionProvider = HubVersion.class,
        usageHelpWidth = 100,
        description = "Receives, files and forwards DICOM objects as the YAML routes say.",
        synopsisHeading = "Usage: ",
        footer = {
            "",
            "Without a command the hub runs. Exit codes: 0 done, 1 failed, 2 wrong usage.",
            "Settings: application.properties, environment (HUB_DICOM_PORT=104), -Dhub.dicom.port=104."
        },
        subcommands = {
            RunCommand.class,
            SendCommand.class,
            EchoCommand.class,
            FindCommand.class,
            PrintCommand.class,
            DemoCommand.class,
            DumpCommand.class,
            TranscodeCommand.class,
            RenderCommand.class,
            DicomDirCommand.class,
            PasswordCommand.class,
            FhirCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            HealthCommand.class
        })
public final class HubMain implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private HubMain() {}

    public static void main(String... args) {
        System.exit(execute(args));
    }

    /** Runs one command line and returns its exit code. */
    static int execute(String... args) {
        return commandLine().setOut(utf8(System.out)).setErr(utf8(System.err)).execute(args);
    }

    /** Whatever the locale: JSON is UTF-8 (RFC 8259 8.1), and with LC_ALL=C Java would write question marks. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    static CommandLine commandLine() {
        return new CommandLine(new HubMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(HubMain::reportFailure);
    }

    /** What the user can act on is one line; anything else is a defect, and its stack trace is wanted. */
    private static int reportFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof HubException) {
            err.println("hub: " + failure.getMessage());
        } else {
            err.println("hub: unexpected failure, please report it with the lines below");
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** No command given: the hub runs. */
    @Override
    public Integer call() throws Exception {
        RunCommand run = spec.subcommands().get("run").getCommand();
        return run.call();
    }
}
