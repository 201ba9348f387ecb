package io.cameldicom.bench;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Matches a second: a route that matches data sets it has, a proxy, and an archive. */
final class QueryPart {
    /** dcmqrscp keeps at most 500. */
    private static final int STUDIES = 400;

    private QueryPart() {}

    static void run(Lab lab) throws Exception {
        int studies = lab.settings().quick() ? 20 : STUDIES;
        lab.report()
                .table(
                        "Queries",
                        "Matches a second of one C-FIND for " + studies
                                + " studies with seven keys, one client for all," + " association included; median of "
                                + lab.settings().repetitions() + ".",
                        "answered by",
                        "matches/s");
        Path files = Files.createDirectories(lab.settings().work().resolve("studies"));
        for (int i = 0; i < studies; i++) {
            write(files.resolve(i + ".dcm"), i);
        }
        try (Retriever client = new Retriever();
                Side dcmqrscp = lab.start(Archives.dcmqrscp());
                Side routes = lab.start(
                        Archives.routes(studies, files, "QRSCP@127.0.0.1:" + dcmqrscp.port(), client.port()))) {
            store(lab, files, dcmqrscp.port(), "QRSCP");
            List<String> names = List.of("QRSCP", "PROXY", "ROUTE");
            List<List<Measurement>> runs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = -lab.settings().warmUpRounds(); i < lab.settings().repetitions(); i++) {
                for (int side = 0; side < names.size(); side++) {
                    int port = side == 0 ? dcmqrscp.port() : routes.port();
                    double seconds = client.find(names.get(side), port, studies);
                    if (i >= 0) {
                        runs.get(side).add(new Measurement(seconds, 0, 0));
                    }
                }
            }
            String[] labels = {"dcmqrscp", "a proxy route before dcmqrscp", "a route with `dicom-query:filter`"};
            for (int side = 0; side < names.size(); side++) {
                lab.report()
                        .row(
                                labels[side],
                                studies / Measurement.median(runs.get(side)).seconds());
            }
        }
    }

    private static void write(Path file, int number) throws IOException {
        Attributes image = new Attributes(ArchiveRoutes.study(number));
        image.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, "1.2.4." + number);
        image.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.5." + number);
        image.setString(Tag.Modality, VR.CS, "OT");
        DicomObject.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).saveTo(file);
    }

    static void store(Lab lab, Path files, int port, String aeTitle) throws IOException, InterruptedException {
        List<String> command = List.of(
                "storescu", "-aec", aeTitle, "-xe", "-R", "+sd", "127.0.0.1", Integer.toString(port), files.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(lab.settings().work().resolve("store.log").toFile());
        builder.environment().put("TCP_NODELAY", "1");
        int exitCode = builder.start().waitFor();
        if (exitCode != 0) {
            throw new IOException(command + " exited with " + exitCode);
        }
    }
}
