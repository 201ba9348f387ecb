package io.cameldicom.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.json.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks a peer what it has (C-FIND). */
@Command(
        name = "find",
        mixinStandardHelpOptions = true,
        description = "Asks a peer what it has (C-FIND).",
        footer = {
            "",
            "hub find --from PACS@127.0.0.1:11112 -k PatientName='DOE*' -k StudyDate=20260101- -k StudyInstanceUID",
            "",
            "The output is patient data. One line a match: the values of the keys in their order, with tabs between."
        })
final class FindCommand implements Callable<Integer> {

    private static final JsonFactory JSON = new JsonFactory();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "AETITLE@host:port",
            converter = Peer.Converter.class,
            description = "The peer to ask.")
    private Peer from;

    @Option(
            names = {"-k", "--key"},
            required = true,
            paramLabel = "keyword[=value]",
            description = "What to match, and to return; without a value what to return. Wildcards * and ?, ranges"
                    + " 20260101-20260131. Keys of a sequence: ScheduledProcedureStepSequence.Modality=CT.")
    private List<String> keys;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "PATIENT, STUDY, SERIES or IMAGE. Default: the lowest of which a unique key is given, else"
                    + " STUDY.")
    private String level;

    @Option(
            names = "--model",
            defaultValue = "study",
            paramLabel = "MODEL",
            description = "study, patient, patientStudyOnly or worklist (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--as",
            paramLabel = "AETITLE",
            defaultValue = "HUB",
            description = "Calling AE title (default: ${DEFAULT-VALUE}).")
    private String callingAeTitle;

    @Option(names = "--json", description = "DICOM JSON (PS3.18 Annex F), one match a line.")
    private boolean json;

    @Option(names = "--limit", paramLabel = "N", description = "Cancel after this many matches.")
    private int limit = Integer.MAX_VALUE;

    @Mixin
    private TlsOptions tls;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        Map<String, String> identifier = identifier();
        List<int[]> columns = identifier.keySet().stream().map(this::path).toList();
        PrintWriter out = spec.commandLine().getOut();
        try (PeerClient client = new PeerClient(from, callingAeTitle, tls)) {
            if (!json) {
                out.println(String.join("\t", identifier.keySet()));
            }
            int count = client.find(identifier, model, level, limit, match -> print(out, match, columns));
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            err.println(count + (count == 1 ? " match" : " matches"));
            err.flush();
        }
        return 0;
    }

    /** Values by path; {@code Sequence[0].Keyword}, as other tools have it, is {@code Sequence.Keyword}. */
    private Map<String, String> identifier() {
        Map<String, String> identifier = new LinkedHashMap<>();
        for (String key : keys) {
            int equals = key.indexOf('=');
            String name = (equals < 0 ? key : key.substring(0, equals)).replace("[0]", "");
            identifier.put(name, equals < 0 ? "" : key.substring(equals + 1));
        }
        return identifier;
    }

    private int[] path(String name) {
        try {
            return Arrays.stream(name.split("\\.")).mapToInt(Tag::parse).toArray();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(PrintWriter out, Attributes match, List<int[]> columns) {
        if (!json) {
            out.println(columns.stream().map(path -> value(match, path)).collect(Collectors.joining("\t")));
            return;
        }
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new JsonWriter(generator).write(match);
        } catch (IOException e) {
            throw new IllegalStateException("a PrintWriter does not throw", e);
        }
        out.println();
    }

    private static String value(Attributes match, int[] path) {
        Attributes dataset = match;
        for (int i = 0; dataset != null && i < path.length - 1; i++) {
            dataset = dataset.getNestedDataset(path[i]);
        }
        String[] values = dataset == null ? null : dataset.getStrings(path[path.length - 1]);
        return values == null ? "" : String.join("\\", values);
    }
}
