package io.cameldicom.hub;

import io.cameldicom.component.DicomObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sends a made-up study through the running hub, or through one started for it, and says what arrived where. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Sends a made-up CT and MR study through the hub and says what arrived where.",
        footer = {
            "",
            "It goes through the hub that listens on hub.dicom.port. When none answers there, one is started with",
            "your routes on free ports, its data in a temporary folder, and an archive behind it for the CT rule."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String CALLING = "DEMO";

    @Spec
    private CommandSpec spec;

    private PrintWriter out;

    @Override
    public Integer call() throws Exception {
        Quiet.logging();
        HubSettings settings = HubSettings.load();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return run(spec.commandLine().getOut(), settings.home(), System.getProperties(), System.getenv(), temporary);
    }

    /** Runs the demo with these settings; returns the exit code. A hub of its own has its data below the last folder. */
    int run(PrintWriter target, Path home, Map<?, ?> system, Map<String, String> environment, Path temporary)
            throws Exception {
        out = target;
        HubSettings settings = HubSettings.load(home, system, environment);
        Peer running = hub(settings);
        if (answers(running)) {
            return throughRunning(running, settings);
        }
        Path data = Files.createTempDirectory(temporary, "hub-demo");
        Peer archive = new Peer("ARCHIVE", "127.0.0.1", freePort());
        out.println("No hub answers at " + running + ", so one is started for this demo:");
        return throughOwn(HubSettings.load(home, own(system, data, archive), environment), archive);
    }

    private static Peer hub(HubSettings settings) throws HubException {
        String host = settings.dicomHost();
        return new Peer(settings.aeTitle(), host.equals("0.0.0.0") ? "127.0.0.1" : host, settings.dicomPort());
    }

    private static boolean answers(Peer hub) {
        try (PeerClient client = new PeerClient(hub, CALLING)) {
            client.echo();
            return true;
        } catch (HubException e) {
            return false;
        }
    }

    private int throughRunning(Peer hub, HubSettings settings) throws Exception {
        out.println("Through the hub that runs at " + hub + ":");
        String forward = settings.text("hub.forward.ct.to");
        int failed = send(hub, settings.store(), null);
        out.println();
        out.println("If that hub has the settings of this program, the files are under " + settings.store());
        out.println(
                forward.isEmpty()
                        ? "and nothing was forwarded: hub.forward.ct.to is empty."
                        : "and CT went to " + forward + " too.");
        return failed == 0 ? 0 : 1;
    }

    private int throughOwn(HubSettings settings, Peer archive) throws Exception {
        Peer hub = hub(settings);
        out.println("  hub      " + hub + ", data in " + settings.data());
        out.println("  archive  " + archive + ", where the rule for CT forwards to");
        out.println();
        try (DemoArchive behind = new DemoArchive(archive);
                Hub own = new Hub(settings)) {
            own.start();
            int failed = send(hub, settings.store(), behind);
            out.println();
            out.println("The files stay in " + settings.store() + " for you to look at.");
            return failed == 0 ? 0 : 1;
        }
    }

    private static Map<Object, Object> own(Map<?, ?> given, Path data, Peer archive) throws IOException {
        Map<Object, Object> system = new HashMap<>(given);
        system.put("hub.dicom.host", "127.0.0.1");
        system.put("hub.dicom.port", Integer.toString(freePort()));
        system.put("hub.dicom.allowedCallingAeTitles", "*");
        system.put("hub.http.port", "0");
        system.put("hub.data", data.toString());
        system.put("hub.store", "");
        system.put("hub.forward.ct.to", archive.toString());
        return system;
    }

    private int send(Peer hub, Path store, DemoArchive archive) throws Exception {
        DemoStudy study = new DemoStudy();
        int failed = 0;
        try (PeerClient client = new PeerClient(hub, CALLING)) {
            for (DicomObject object : study.objects()) {
                String fate;
                try {
                    client.store(object);
                    fate = "success" + whereabouts(object, store, archive);
                } catch (HubException e) {
                    failed++;
                    fate = "failed: " + e.getMessage();
                }
                out.printf(
                        "  %s %s %7d bytes  %s%n",
                        object.string("Modality"), object.string("InstanceNumber"), object.size(), fate);
            }
        }
        out.println("Study " + study.studyUid());
        return failed;
    }

    private static String whereabouts(DicomObject object, Path store, DemoArchive archive) throws InterruptedException {
        InstancePath name = new InstancePath(
                object.string("StudyInstanceUID"), object.string("SeriesInstanceUID"), object.sopInstanceUid());
        String filed = Files.exists(name.folder(store).resolve(name.fileName())) ? ", filed" : "";
        if (archive == null) {
            return filed;
        }
        if (!"CT".equals(object.string("Modality"))) {
            return filed + ", not forwarded";
        }
        return filed + (archive.gets(name.instance()) ? ", in the archive" : ", on its way to the archive");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
