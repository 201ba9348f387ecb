package io.cameldicom.hub;

import io.cameldicom.dicom.media.MediaFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an interchange medium of a folder: writes its DICOMDIR. */
@Command(
        name = "dicomdir",
        mixinStandardHelpOptions = true,
        description = "Writes the DICOMDIR of a folder of DICOM files (PS3.10, PS3.11).",
        footer = {
            "",
            "Names on a medium have at most eight of A to Z, 0 to 9 and _ in at most eight levels. Files named otherwise are",
            "left out with a line on standard error; with --to all files are copied under names that are right.",
            "Exit code 1 if a file was left out."
        })
final class DicomDirCommand implements Callable<Integer> {

    private static final Pattern FILE_SET_ID = Pattern.compile("[A-Z0-9_]{0,16}");

    @Parameters(paramLabel = "<folder>", description = "The files, also in folders below it.")
    private Path folder;

    @Option(
            names = "--to",
            paramLabel = "<folder>",
            description = "Copy the files there, and write the DICOMDIR there.")
    private Path target;

    @Option(
            names = "--id",
            paramLabel = "<id>",
            defaultValue = "",
            description = "File-set ID: up to 16 of A to Z, 0 to 9 and _ (default: none).")
    private String fileSetId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        if (!FILE_SET_ID.matcher(fileSetId).matches()) {
            throw new ParameterException(spec.commandLine(), "--id has up to 16 of A to Z, 0 to 9 and _");
        }
        if (!Files.isDirectory(folder)) {
            throw new HubException(folder + " is no folder");
        }
        MediaFolder.Result result;
        try {
            result =
                    target == null ? MediaFolder.index(folder, fileSetId) : MediaFolder.copy(folder, target, fileSetId);
        } catch (IOException e) {
            throw new HubException("Cannot make a medium of " + folder + ": " + e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(result.directory() + ": " + result.summary());
        if (result.otherSyntaxes() > 0) {
            out.println(result.otherSyntaxes()
                    + " not in Explicit VR Little Endian, which the General Purpose profiles of" + " PS3.11 ask for");
        }
        result.madeUp().forEach((tag, count) -> out.println(tag + " was missing and made up in " + count + " records"));
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        result.skipped().forEach(err::println);
        err.flush();
        return result.skipped().isEmpty() ? 0 : 1;
    }
}
