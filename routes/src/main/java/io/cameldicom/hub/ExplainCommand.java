package io.cameldicom.hub;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomEndpoint;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.hub.check.Rehearsal;
import io.cameldicom.hub.check.RouteCheck;
import io.cameldicom.hub.check.RouteFile;
import io.cameldicom.hub.check.RouteFolder;
import io.cameldicom.hub.check.RouteProblem;
import io.cameldicom.hub.check.StandIns;
import io.cameldicom.hub.check.Workbench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what the hub would do with an object, without sending anything. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what the routes would do with an object: which conditions hold, which elements",
            "would change, where it would go and in which transfer syntax. Nothing is sent, filed",
            "or connected to."
        })
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "a DICOM file")
    private Path file;

    @Option(names = "--routes", paramLabel = "FOLDER", description = "folder of the route files (default: hub.routes)")
    private Path folder;

    @Option(
            names = "--from",
            paramLabel = "AETITLE",
            defaultValue = "EXPLAIN",
            description = "Calling AE title (default: ${DEFAULT-VALUE}).")
    private String calling;

    @Option(
            names = "--to",
            paramLabel = "AETITLE",
            description = "Called AE title: only listeners that answer to it (default: each one).")
    private String called;

    @Option(names = "--values", description = "Print the values of changed elements too: they may identify a patient.")
    private boolean values;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws HubException, IOException {
        Quiet.logging();
        HubSettings settings = HubSettings.load();
        Workbench workbench = new Workbench(settings.placeholders(), new StandIns());
        Collection<RouteFile> files = new RouteFolder(folder == null ? settings.routes() : folder.toAbsolutePath())
                .read()
                .values();
        requireSound(new RouteCheck(workbench).check(files));
        DicomObject object = read();
        PrintWriter out = spec.commandLine().getOut();
        try (Rehearsal rehearsal = new Rehearsal(workbench)) {
            rehearsal.load(files);
            List<Map.Entry<String, DicomEndpoint>> listeners = rehearsal.listeners().entrySet().stream()
                    .filter(entry -> called == null || answers(entry.getValue()))
                    .toList();
            if (listeners.isEmpty()) {
                throw new HubException("No listener takes objects" + (called == null ? "" : " for AE title " + called));
            }
            for (Map.Entry<String, DicomEndpoint> entry : listeners) {
                Explanation told = new Explanation(out, object.attributes(), values);
                rehearsal.run(entry.getValue(), object, exchange -> headers(exchange, entry.getValue(), object), told);
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new HubException(StartFailure.explain(e), e);
        }
        out.flush();
        return 0;
    }

    private static void requireSound(List<RouteProblem> problems) throws HubException {
        List<String> errors = problems.stream()
                .filter(RouteProblem::isError)
                .map(RouteProblem::toString)
                .toList();
        if (!errors.isEmpty()) {
            throw new HubException(
                    "the routes have errors:" + System.lineSeparator() + String.join(System.lineSeparator(), errors));
        }
    }

    private DicomObject read() throws HubException {
        try {
            return DicomObject.of(file);
        } catch (IOException | RuntimeException e) {
            throw new HubException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private boolean answers(DicomEndpoint listener) {
        return listener.getAeTitle().equals("*") || listener.getAeTitle().equals(called);
    }

    /** Those of a C-STORE. */
    private void headers(Exchange exchange, DicomEndpoint listener, DicomObject object) {
        Message message = exchange.getMessage();
        Attributes attributes = object.attributes();
        message.setHeader(DicomConstants.OPERATION, "store");
        message.setHeader(DicomConstants.CALLING_AE_TITLE, calling);
        message.setHeader(
                DicomConstants.CALLED_AE_TITLE,
                called != null ? called : listener.getAeTitle().equals("*") ? "ANY" : listener.getAeTitle());
        message.setHeader(DicomConstants.REMOTE_ADDRESS, "127.0.0.1");
        message.setHeader(DicomConstants.SOP_CLASS_UID, object.sopClassUid());
        message.setHeader(DicomConstants.SOP_INSTANCE_UID, object.sopInstanceUid());
        message.setHeader(DicomConstants.TRANSFER_SYNTAX_UID, object.transferSyntaxUid());
        message.setHeader(DicomConstants.STUDY_INSTANCE_UID, attributes.getString(Tag.StudyInstanceUID));
        message.setHeader(DicomConstants.SERIES_INSTANCE_UID, attributes.getString(Tag.SeriesInstanceUID));
        message.setHeader(DicomConstants.MODALITY, attributes.getString(Tag.Modality));
    }

    /** How a transfer syntax is called. */
    static String name(String uid) {
        TransferSyntax known = TransferSyntax.of(uid);
        return known == null ? UidDictionary.keywordOf(uid) : known.keyword();
    }
}
