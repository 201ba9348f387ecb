package io.cameldicom.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkDataUris;
import io.cameldicom.dicom.io.BulkDataPolicy;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.json.JsonWriter;
import io.cameldicom.dicom.xml.XmlWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what is in DICOM files, as a list of elements, as DICOM JSON or as DICOM XML. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        description =
                "Prints the elements of DICOM files, or writes them as DICOM JSON (PS3.18 Annex F) or XML (PS3.19 A.1).",
        footer = {
            "",
            "The output is the data set with the patient in it. Of a broken file come the elements before the break, and",
            "one line on standard error says where it breaks; the other files go on. Exit code 1 if any was broken.",
            "Values of more than 64 KiB, and compressed pixel data, stay in the file: JSON and XML refer to them."
        })
final class DumpCommand implements Callable<Integer> {

    /** Longer values are not read into memory: they are named by their place in the file. */
    private static final int LONGEST_VALUE = 64 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    @Parameters(arity = "1..*", paramLabel = "<file>", description = "What to print.")
    private List<Path> files;

    @ArgGroup
    private Model model = new Model();

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "With --json or --xml: write <file name>.json or .xml there, one a file.")
    private Path out;

    @Spec
    private CommandSpec spec;

    /** What each target was written from, for files of one name in different folders. */
    private final Map<Path, Path> written = new HashMap<>();

    /** The form, if it is not a list of elements. */
    private static final class Model {

        @Option(names = "--json", description = "DICOM JSON, one object a file.")
        private boolean json;

        @Option(names = "--xml", description = "DICOM XML, the Native DICOM Model, one document a file.")
        private boolean xml;

        private boolean isText() {
            return !json && !xml;
        }
    }

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        if (out != null && model.isText()) {
            throw new ParameterException(spec.commandLine(), "--out goes with --json or --xml");
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
                print(file, in.fileMetaInformation(), read);
            }
        } catch (IOException e) {
            broken = broken == null ? e : broken;
        }
        if (broken != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(file + ": " + TranscodeCommand.reason(broken));
            err.flush();
        }
        return broken == null;
    }

    private void print(Path file, FileMetaInformation meta, Attributes dataset) throws IOException, HubException {
        PrintWriter console = spec.commandLine().getOut();
        if (model.isText()) {
            writeText(file, meta, dataset, console);
        } else if (out == null) {
            writeModel(file, dataset, console);
            console.println();
        } else {
            Path target = target(file);
            try (Writer writer = Files.newBufferedWriter(target)) {
                writeModel(file, dataset, writer);
            } catch (IOException e) {
                throw new HubException("Cannot write " + target + ": " + e, e);
            }
        }
        console.flush();
    }

    private void writeText(Path file, FileMetaInformation meta, Attributes dataset, PrintWriter console)
            throws IOException {
        if (files.size() > 1) {
            console.println("# " + file);
        }
        if (meta != null) {
            meta.attributes().accept(new TextDump(console, meta.attributes()));
        }
        dataset.accept(new TextDump(console, dataset));
    }

    private Path target(Path file) throws HubException, IOException {
        Path target;
        try {
            target = Files.createDirectories(out).resolve(file.getFileName() + (model.xml ? ".xml" : ".json"));
        } catch (IOException e) {
            throw new HubException("Cannot make the folder " + out + ": " + e, e);
        }
        Path other = written.putIfAbsent(target, file);
        if (other != null) {
            throw new IOException(target + " is written already, from " + other);
        }
        return target;
    }

    private void writeModel(Path file, Attributes dataset, Writer target) throws IOException {
        if (model.xml) {
            XmlWriter.writeDocument(dataset, references(file), target);
        } else {
            writeJson(file, dataset, target);
        }
    }

    private static void writeJson(Path file, Attributes dataset, Writer target) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(target)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new JsonWriter(generator, references(file)).write(dataset);
        }
    }

    /** What stays in the file, and compressed pixel data, which has no other form, is referred to by its path in it. */
    private static BulkDataUris references(Path file) {
        return (path, vr, length) ->
                length >= 0 && length <= LONGEST_VALUE ? null : URI.create(file.toUri() + "#" + path);
    }
}
