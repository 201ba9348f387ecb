package io.cameldicom.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.io.BulkDataPolicy;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.data.BulkDataUris;
import io.cameldicom.dicom.json.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what is in DICOM files, as a list of elements or as DICOM JSON. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        description = "Prints the elements of DICOM files, or writes them as DICOM JSON (PS3.18 Annex F).",
        footer = {
            "",
            "The output is the data set with the patient in it. Of a broken file come the elements before the break, and",
            "one line on standard error says where it breaks; the other files go on. Exit code 1 if any was broken."
        })
final class DumpCommand implements Callable<Integer> {

    /** Longer values are not read into memory: they are named by their place in the file. */
    private static final int LONGEST_VALUE = 64 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    @Parameters(arity = "1..*", paramLabel = "<file>", description = "What to print.")
    private List<Path> files;

    @Option(names = "--json", description = "DICOM JSON, one object a file.")
    private boolean json;

    @Option(names = "--out", paramLabel = "<folder>", description = "With --json: write <file name>.json there.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        if (out != null && !json) {
            throw new ParameterException(spec.commandLine(), "--out goes with --json");
        }
        int exitCode = 0;
        for (Path file : files) {
            if (!dump(file)) {
                exitCode = 1;
            }
        }
        return exitCode;
    }

    private boolean dump(Path file) throws HubException {
        IOException broken = null;
        try (DicomInputStream in = new DicomInputStream(file)) {
            in.setBulkDataPolicy(BulkDataPolicy.above(LONGEST_VALUE, file));
            try {
                in.readDataset();
            } catch (IOException e) {
                broken = e;
            }
            Attributes read = in.dataset();
            if (broken == null || !read.isEmpty()) {
                print(file, read);
            }
        } catch (IOException e) {
            broken = broken == null ? e : broken;
        }
        if (broken != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(file + ": " + broken.getMessage());
            err.flush();
        }
        return broken == null;
    }

    private void print(Path file, Attributes dataset) throws IOException, HubException {
        PrintWriter console = spec.commandLine().getOut();
        if (!json) {
            if (files.size() > 1) {
                console.println("# " + file);
            }
            dataset.accept(new TextDump(console, dataset));
        } else if (out == null) {
            writeJson(file, dataset, console);
            console.println();
        } else {
            Path target = target(file);
            try (Writer writer = Files.newBufferedWriter(target)) {
                writeJson(file, dataset, writer);
            } catch (IOException e) {
                throw new HubException("Cannot write " + target + ": " + e, e);
            }
        }
        console.flush();
    }

    private Path target(Path file) throws HubException {
        try {
            return Files.createDirectories(out).resolve(file.getFileName() + ".json");
        } catch (IOException e) {
            throw new HubException("Cannot make the folder " + out + ": " + e, e);
        }
    }

    /** What stays in the file, and compressed pixel data, which has no JSON form, is referred to by its path in it. */
    private static void writeJson(Path file, Attributes dataset, Writer target) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(target)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            BulkDataUris uris = (path, vr, length) ->
                    length >= 0 && length <= LONGEST_VALUE ? null : URI.create(file.toUri() + "#" + path);
            new JsonWriter(generator, uris).write(dataset);
        }
    }
}
