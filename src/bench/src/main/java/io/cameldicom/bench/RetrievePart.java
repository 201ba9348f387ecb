package io.cameldicom.bench;

import io.cameldicom.component.DicomObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Objects a second of C-GET and C-MOVE: a route that serves files, a proxy, and an archive. */
final class RetrievePart {
    private record Way(String label, String aeTitle, Side side) {}

    private RetrievePart() {}

    static void run(Lab lab) throws Exception {
        Recording recording = lab.recordings().get(0);
        Workload workload = recording.workload();
        lab.report()
                .table(
                        "Retrieval",
                        "Objects and megabytes a second of " + workload.name() + " to one client that only reads them,"
                                + " association included; median of "
                                + lab.settings().repetitions() + ".",
                        "asked by",
                        "served by",
                        "objects/s",
                        "MB/s");
        Path files = recording.writeFiles(lab.settings().work().resolve("files"));
        String study = studyOf(files);
        try (Retriever client = new Retriever();
                Side orthanc = lab.start(Archives.orthanc(client.port()));
                Side routes =
                        lab.start(Archives.routes(1, files, "ORTHANC@127.0.0.1:" + orthanc.port(), client.port()))) {
            QueryPart.store(lab, files, orthanc.port(), "ORTHANC");
            List<Way> ways = List.of(
                    new Way("Orthanc", "ORTHANC", orthanc),
                    new Way("a proxy route before Orthanc", "PROXY", routes),
                    new Way("a route with files", "ROUTE", routes));
            measure(
                    lab,
                    workload,
                    "C-GET",
                    ways,
                    way -> client.get(way.aeTitle(), way.side().port(), study, workload.count()));
            measure(
                    lab,
                    workload,
                    "C-MOVE",
                    ways,
                    way -> client.move(way.aeTitle(), way.side().port(), study, workload.count()));
        }
    }

    private interface Run {
        double seconds(Way way) throws Exception;
    }

    private static void measure(Lab lab, Workload workload, String verb, List<Way> ways, Run run) throws Exception {
        List<List<Measurement>> runs = new ArrayList<>();
        ways.forEach(way -> runs.add(new ArrayList<>()));
        for (int i = -1; i < lab.settings().repetitions(); i++) {
            for (int way = 0; way < ways.size(); way++) {
                double seconds = run.seconds(ways.get(way));
                if (i >= 0) {
                    runs.get(way).add(new Measurement(seconds, 0, 0));
                }
            }
        }
        for (int way = 0; way < ways.size(); way++) {
            double seconds = Measurement.median(runs.get(way)).seconds();
            lab.report().row(verb, ways.get(way).label(), workload.count() / seconds, workload.megabytes() / seconds);
        }
    }

    private static String studyOf(Path files) throws Exception {
        try (var tree = Files.walk(files)) {
            return DicomObject.of(tree.filter(Files::isRegularFile).findFirst().orElseThrow())
                    .string("StudyInstanceUID");
        }
    }
}
