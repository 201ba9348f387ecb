package io.cameldicom.hub;

import io.cameldicom.hub.observe.Observation;
import java.io.PrintWriter;

/** The one screen a hub prints when it listens: who it is, where, what runs, and a line to try. */
final class StartScreen {

    private StartScreen() {}

    static void print(Hub hub, PrintWriter out) throws HubException {
        HubSettings settings = hub.settings();
        String forward = settings.text("hub.forward.ct.to");
        out.println();
        out.println("camel-dicom hub " + HubVersion.number());
        out.println();
        line(out, "AE title", settings.aeTitle());
        line(out, "DICOM", settings.dicomHost() + ":" + settings.dicomPort());
        if (settings.tls()) {
            line(out, "with TLS", settings.dicomHost() + ":" + settings.tlsPort());
        }
        if (settings.httpPort() == 0) {
            line(out, "console", "off (hub.http.port=0)");
        } else {
            String http = "http://" + settings.httpHost() + ":" + settings.httpPort();
            line(out, "console", settings.console() == null ? "off (hub.console.enabled=false)" : http + "/");
            line(out, "health", http + Observation.HEALTH_PATH);
        }
        line(out, "data", settings.data().toString());
        line(out, "store", settings.store() + (settings.fsync() ? "" : " (hub.fsync=false)"));
        line(out, "routes", String.join(", ", hub.routeIds()) + " from " + settings.routes());
        line(out, "forward CT", forward.isEmpty() ? "off (set hub.forward.ct.to=AETITLE@host:port)" : "to " + forward);
        out.println();
        out.println("Try it:");
        String peer = settings.aeTitle() + "@127.0.0.1:" + settings.dicomPort();
        out.println("  " + command("send <files or folders> --to " + peer));
        out.println("  storescu -aec " + settings.aeTitle() + " 127.0.0.1 " + settings.dicomPort() + " file.dcm");
        out.println();
        out.println("Ctrl-C stops the hub.");
        out.flush();
    }

    /** The command as the user started this one: the distribution's script, or Maven in the source tree. */
    static String command(String arguments) {
        String script = System.getProperty("hub.command");
        return script != null ? script + " " + arguments : "mvn -q compile exec:java -Dexec.args=\"" + arguments + "\"";
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("  %-11s %s%n", name, value);
    }
}
