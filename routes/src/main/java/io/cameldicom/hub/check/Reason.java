package io.cameldicom.hub.check;

import io.cameldicom.dicom.dict.NearestWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.util.StringHelper;

/** Finds the sentence in a failure that helps, and leaves out values that may be secret. */
final class Reason {

    private static final Set<String> OFTEN_USED = Set.of(
            "dicom",
            "dicom-edit",
            "dicom-deidentify",
            "dicom-image",
            "dicom-query",
            "dicom-transcode",
            "dicom-web",
            "destination",
            "direct",
            "file",
            "log",
            "seda",
            "timer");
    private static final Pattern UNKNOWN = Pattern.compile("Unknown parameters=\\[\\{(.*)\\}\\]", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("(?:^|, )([A-Za-z][A-Za-z0-9_.-]*)=");
    private static final Pattern YAML_LINE = Pattern.compile("line (\\d+)");

    private Reason() {}

    /** Why an endpoint cannot be made. */
    static String ofEndpoint(CamelContext context, String uri, Throwable failure) {
        String scheme = StringHelper.before(uri, ":", uri);
        String reason = of(failure);
        Matcher unknown = UNKNOWN.matcher(reason);
        if (unknown.find()) {
            List<String> hints = new ArrayList<>();
            Matcher name = NAME.matcher(unknown.group(1));
            while (name.find()) {
                hints.add(name.group(1) + NearestWords.hint(NearestWords.of(name.group(1), options(context, scheme))));
            }
            return scheme + " has no option " + String.join(", ", hints);
        }
        if (has(failure, NoSuchEndpointException.class) || reason.contains("No component found with scheme")) {
            Set<String> known = new TreeSet<>(context.getComponentNames());
            known.addAll(OFTEN_USED);
            return "there is no component " + scheme + NearestWords.hint(NearestWords.of(scheme, known));
        }
        return scheme + ": " + reason;
    }

    private static Set<String> options(CamelContext context, String scheme) {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        return factory == null ? Set.of() : factory.propertyNames();
    }

    /** The first line of the message of the first cause that has one. */
    static String of(Throwable failure) {
        String message = failure.toString();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                message = cause.getMessage();
            }
        }
        return message.strip().lines().findFirst().orElse("").replaceFirst(" at position \\d+ of$", "");
    }

    /** The line a message of the YAML reader names; 0 if it names none. */
    static int line(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher line = YAML_LINE.matcher(String.valueOf(cause.getMessage()));
            if (line.find()) {
                return Integer.parseInt(line.group(1));
            }
        }
        return 0;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
