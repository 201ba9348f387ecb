package io.cameldicom.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cameldicom.component.DicomConfiguration;
import io.cameldicom.component.DicomEndpoint;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperation;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.json.JsonWriter;
import io.cameldicom.hub.check.Rehearsal;
import io.cameldicom.hub.check.Targets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;

/** Prints a rehearsal as it goes on, a line each, set in by how deep it is in the routes. */
final class Explanation implements Rehearsal.Audience {

    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;
    private final Attributes original;
    private final boolean values;

    /** @param values whether to print values of elements */
    Explanation(PrintWriter out, Attributes original, boolean values) {
        this.out = out;
        this.original = original;
        this.values = values;
    }

    @Override
    public void begins(String routeId, Endpoint from) {
        String where = from instanceof DicomEndpoint listener
                ? "takes it as " + listener.getAeTitle() + " on port " + listener.getPort()
                : "delivers it";
        out.println("route " + routeId + " " + where);
    }

    @Override
    public void condition(String routeId, String text, boolean holds) {
        out.println("  " + (holds ? "yes  " : "no   ") + text);
    }

    @Override
    public void sent(String routeId, Endpoint to, DicomObject object) {
        List<String> destinations = Targets.destinations(to);
        if (!destinations.isEmpty()) {
            out.println("  queued for " + String.join(", ", destinations));
        } else if (to instanceof DicomEndpoint peer
                && peer.getConfiguration().getOperation() == DicomOperation.store
                && object != null) {
            out.println("  sent to " + peer.getAeTitle() + "@" + peer.getHost() + ":" + peer.getPort() + " as "
                    + syntax(peer.getConfiguration(), object));
            changes(object.attributes());
        } else {
            out.println("  would use " + Targets.shown(to));
        }
    }

    private static String syntax(DicomConfiguration configuration, DicomObject object) {
        String own = ExplainCommand.name(object.transferSyntaxUid());
        String transcode = configuration.getTranscode();
        if (transcode.equals("never")) {
            return own + ", or not at all";
        }
        if (!transcode.equals("auto")) {
            return transcode.equals(own) || transcode.equals(object.transferSyntaxUid())
                    ? own + ", as it is"
                    : transcode + ", converted from " + own;
        }
        List<TransferSyntax> wanted = configuration.transferSyntaxList();
        String others = wanted.isEmpty()
                ? "an uncompressed or lossless one"
                : wanted.stream().map(TransferSyntax::keyword).collect(Collectors.joining(", "));
        return own + "; where the peer does not take that, " + others;
    }

    private void changes(Attributes sent) {
        Set<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
        Arrays.stream(original.tags()).forEach(tags::add);
        Arrays.stream(sent.tags()).forEach(tags::add);
        boolean changed = false;
        for (int tag : tags) {
            String before = text(original, tag);
            String after = text(sent, tag);
            if (!Objects.equals(before, after)) {
                changed = true;
                String what = before == null ? "added" : after == null ? "removed" : "changed";
                String value = values ? ": " + before + " -> " + after : "";
                out.println("    " + what + " " + name(tag) + value);
            }
        }
        if (!changed) {
            out.println("    no element changed");
        }
    }

    private static String name(int tag) {
        String keyword = ElementDictionary.keywordOf(tag, null);
        return keyword == null || keyword.isEmpty() ? Tag.format(tag) : keyword;
    }

    private static String text(Attributes attributes, int tag) {
        if (!attributes.contains(tag)) {
            return null;
        }
        Attributes single = new Attributes();
        single.addSelected(attributes, tag);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            new JsonWriter(json).write(single);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public void outcome(String routeId, String outcome) {
        out.println("  not sent: " + outcome.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Override
    public void fails(String routeId, Throwable failure) {
        out.println("  fails: " + failure.getClass().getSimpleName());
    }
}
