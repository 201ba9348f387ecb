package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.data.SpecificCharacterSet;
import io.cameldicom.dicom.dict.Implementation;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.media.DicomDirBuilder;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.service.AssociationRequestor;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.ul.PresentationContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;

/**
 * The tables of the conformance statement, made of what the code does: what a consumer accepts is asked of a consumer,
 * service by service and SOP class by SOP class.
 */
final class ConformanceTables {

    private static final Path CATALOG = Path.of("src/generated/resources/META-INF/io/cameldicom/component/dicom.json");
    private static final int MOST_CONTEXTS = 128;

    private ConformanceTables() {}

    /** The page with its tables as they are to be. */
    static String rendered(String conformanceStatement) throws Exception {
        String page = with(conformanceStatement, "scp", scpTable());
        page = with(page, "models", modelTable());
        page = with(page, "scu", scuTable());
        page = with(page, "storage", storageTable());
        page = with(page, "transfer-syntaxes", transferSyntaxTable());
        page = with(page, "implementation", implementation());
        page = with(page, "options", optionTable());
        page = with(page, "records", String.join(", ", DicomDirBuilder.recordTypes()) + ".\n");
        return with(page, "character-sets", characterSetTable());
    }

    private static String with(String page, String name, String table) {
        String start = "<!-- " + name + ":start -->\n";
        String end = "<!-- " + name + ":end -->";
        assertTrue(page.contains(start) && page.contains(end), "the page has no place for " + name);
        return page.substring(0, page.indexOf(start) + start.length()) + table + page.substring(page.indexOf(end));
    }

    private static String implementation() {
        return "| | |\n|---|---|\n| Application context | 1.2.840.10008.3.1.1.1 |\n| Implementation class UID | "
                + Implementation.CLASS_UID + " |\n| Implementation version name | " + Implementation.VERSION_NAME
                + " |\n";
    }

    /** What a consumer of each service accepts of all SOP classes of PS3.6. */
    private static String scpTable() throws Exception {
        StringBuilder table =
                new StringBuilder("| `service` | SOP class | UID | transfer syntaxes |\n|---|---|---|---|\n");
        for (DicomService service : DicomService.values()) {
            try (Scp scp = new Scp(service)) {
                List<String> accepted = scp.sopClasses();
                assertTrue(accepted.remove(UID.Verification), service + " does not answer C-ECHO");
                assertTrue(!accepted.isEmpty(), service + " accepts nothing");
                if (service == DicomService.store) {
                    assertTrue(accepted.stream().allMatch(UidDictionary::isStorageSopClass));
                    table.append(row("any", UID.Verification, scp));
                    table.append("| `store` | ").append(accepted.size());
                    table.append(" storage SOP classes, [listed below](#storage-sop-classes), private and unknown ones")
                            .append(" | | every one of the [table](#transfer-syntaxes) |\n");
                    continue;
                }
                for (String uid : accepted) {
                    table.append(row("`" + service + "`", uid, scp));
                }
            }
        }
        return table.toString();
    }

    /** Consumers of all models accept their SOP classes and no others. */
    private static String modelTable() throws Exception {
        List<InformationModel> models = new ArrayList<>(List.of(InformationModel.values()));
        models.remove(InformationModel.MODALITY_WORKLIST);
        List<String> sopClasses = models.stream()
                .flatMap(model -> Stream.of(model.find(), model.move(), model.get()))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        String names = models.stream().map(ConformanceTables::optionOf).collect(Collectors.joining(","));
        try (Scp scp = new Scp("find,move,get&informationModels=" + names)) {
            List<String> accepted = scp.sopClasses();
            accepted.remove(UID.Verification);
            assertEquals(sopClasses, accepted.stream().sorted().toList());
        }
        StringBuilder table = new StringBuilder("| model | C-FIND | C-MOVE | C-GET |\n|---|---|---|---|\n");
        for (InformationModel model : models) {
            table.append("| `").append(optionOf(model)).append('`');
            for (String uid : new String[] {model.find(), model.move(), model.get()}) {
                table.append(" | ").append(uid == null ? "" : uid);
            }
            table.append(" |\n");
        }
        return table.toString();
    }

    private static String optionOf(InformationModel model) {
        String[] words = model.name().toLowerCase(Locale.ROOT).split("_");
        String name = Stream.of(words)
                .skip(1)
                .filter(word -> words.length > 2 || !word.equals("root"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", words[0], ""));
        assertSame(model, InformationModel.named(name));
        return name;
    }

    private static String row(String service, String sopClass, Scp scp) throws IOException {
        List<String> accepted = scp.transferSyntaxes(sopClass);
        String syntaxes = accepted.size() == TransferSyntax.all().size()
                ? "every one"
                : accepted.stream().map(UidDictionary::keywordOf).collect(Collectors.joining(", "));
        return "| " + service + " | " + UidDictionary.nameOf(sopClass) + " | " + sopClass + " | " + syntaxes + " |\n";
    }

    /** A consumer with one service and no other option, and who asks it. */
    private static final class Scp implements AutoCloseable {

        private final ExecutorService executor = Executors.newCachedThreadPool();
        private final DicomTestContext camel;
        private final AssociationRequestor requestor;

        Scp(Object service) throws Exception {
            camel = new DicomTestContext(new RouteBuilder() {
                @Override
                public void configure() {
                    from("dicom:ANY@127.0.0.1:0?service=" + service)
                            .routeId("scp")
                            .log("reached");
                }
            });
            camel.start();
            int port = camel.consumer("scp").getPort();
            requestor =
                    AssociationRequestor.to("ANY", "127.0.0.1", port, executor).build();
        }

        List<String> sopClasses() throws IOException {
            List<String> all = UidDictionary.all().stream()
                    .filter(entry -> entry.type().endsWith("SOP Class"))
                    .map(UidDictionary.Entry::uid)
                    .toList();
            List<String> accepted = new ArrayList<>();
            for (int from = 0; from < all.size(); from += MOST_CONTEXTS) {
                List<PresentationContextRq> contexts = new ArrayList<>();
                for (String uid : all.subList(from, Math.min(all.size(), from + MOST_CONTEXTS))) {
                    contexts.add(new PresentationContextRq(
                            2 * contexts.size() + 1, uid, List.of(UID.ImplicitVRLittleEndian)));
                }
                negotiate(contexts).forEach(context -> accepted.add(context.abstractSyntax()));
            }
            return accepted;
        }

        List<String> transferSyntaxes(String sopClass) throws IOException {
            List<PresentationContextRq> contexts = new ArrayList<>();
            for (TransferSyntax syntax : TransferSyntax.all()) {
                contexts.add(new PresentationContextRq(2 * contexts.size() + 1, sopClass, List.of(syntax.uid())));
            }
            return negotiate(contexts).stream()
                    .map(PresentationContext::transferSyntax)
                    .toList();
        }

        private Collection<PresentationContext> negotiate(List<PresentationContextRq> contexts) throws IOException {
            try (DimseSession session = requestor.open(contexts)) {
                List<PresentationContext> accepted =
                        List.copyOf(session.association().acceptedContexts());
                session.release();
                return accepted;
            }
        }

        @Override
        public void close() {
            camel.close();
            executor.shutdownNow();
        }
    }

    private static String scuTable() {
        StringBuilder table = new StringBuilder("| `operation` | SOP classes |\n|---|---|\n");
        for (DicomOperation operation : DicomOperation.values()) {
            table.append("| `")
                    .append(operation)
                    .append("` | ")
                    .append(scuClasses(operation))
                    .append(" |\n");
        }
        return table.toString();
    }

    /** No default: a new operation has to say here what it is for. */
    private static String scuClasses(DicomOperation operation) {
        return switch (operation) {
            case store -> "that of the object, whatever it is";
            case echo -> names(List.of(UID.Verification));
            case find -> names(QuerySopClasses.FIND);
            case worklist -> names(QuerySopClasses.WORKLIST);
            case move -> names(QuerySopClasses.MOVE);
            case get -> names(QuerySopClasses.GET) + "; as SCP of storage on the same association";
            case commit -> names(List.of(UID.StorageCommitmentPushModel));
            case mpps -> names(List.of(UID.ModalityPerformedProcedureStep));
            case ian -> names(List.of(UID.InstanceAvailabilityNotification));
            case print -> names(List.of(
                    UID.BasicGrayscalePrintManagementMeta,
                    UID.BasicColorPrintManagementMeta,
                    UID.PresentationLUT,
                    UID.BasicAnnotationBox,
                    UID.PrintJob));
            case nCreate, nSet, nGet, nAction, nDelete, nEventReport -> "any the route names";
        };
    }

    private static String names(List<String> uids) {
        return uids.stream().map(uid -> UidDictionary.nameOf(uid) + " " + uid).collect(Collectors.joining("; "));
    }

    private static String storageTable() {
        StringBuilder table = new StringBuilder("| SOP class | UID |\n|---|---|\n");
        UidDictionary.all().stream()
                .filter(entry -> UidDictionary.isStorageSopClass(entry.uid()))
                .forEach(entry -> table.append("| ")
                        .append(entry.name())
                        .append(entry.retired() && !entry.name().contains("Retired") ? " (Retired)" : "")
                        .append(" | ")
                        .append(entry.uid())
                        .append(" |\n"));
        return table.toString();
    }

    private static String transferSyntaxTable() throws Exception {
        StringBuilder table = new StringBuilder(
                        "| transfer syntax | UID | taken and sent as it is | decoded | encoded |\n")
                .append("|---|---|---|---|---|\n");
        PixelCodecs codecs = PixelCodecs.installed();
        List<String> taken;
        try (Scp scp = new Scp(DicomService.store)) {
            taken = scp.transferSyntaxes(UID.CTImageStorage);
        }
        for (TransferSyntax syntax : TransferSyntax.all()) {
            // JPIP refers to pixel data elsewhere
            boolean plain = !syntax.encapsulated() && !syntax.keyword().startsWith("JPIP");
            table.append("| ").append(syntax.keyword()).append(" | ").append(syntax.uid());
            table.append(" | ").append(yes(taken.contains(syntax.uid())));
            table.append(" | ")
                    .append(yes(plain || codecs.decoderOf(syntax.uid()).isPresent()));
            table.append(" | ")
                    .append(yes(plain || codecs.encoderOf(syntax.uid()).isPresent()))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String yes(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static String characterSetTable() throws IOException {
        StringBuilder table = new StringBuilder("| defined term | repertoire |\n|---|---|\n");
        try (var in = ConformanceTables.class.getResourceAsStream("/dictionary/charsets.tsv")) {
            Set<String> seen = new LinkedHashSet<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .filter(column -> seen.add(column[2]))
                    .filter(column -> SpecificCharacterSet.of(column[2]).isKnown() || column[2].equals("none"))
                    .forEach(column -> table.append("| ")
                            .append(column[2])
                            .append(" | ")
                            .append(column[1])
                            .append(" |\n"));
        }
        return table.toString();
    }

    private static String optionTable() throws IOException {
        JsonNode options = new ObjectMapper().readTree(CATALOG.toFile()).get("properties");
        StringBuilder table = new StringBuilder("| parameter | side | default | meaning |\n|---|---|---|---|\n");
        for (var option : options.properties()) {
            JsonNode value = option.getValue();
            String label = value.path("label").asText();
            String side = label.startsWith("consumer") ? "SCP" : label.startsWith("producer") ? "SCU" : "both";
            table.append("| `")
                    .append(option.getKey())
                    .append("` | ")
                    .append(side)
                    .append(" | ");
            String preset = value.path("defaultValue").asText();
            table.append(preset.isEmpty() ? "" : "`" + preset + "`").append(" | ");
            table.append(value.get("description").asText().replace("|", "\\|")).append(" |\n");
        }
        return table.toString();
    }
}
