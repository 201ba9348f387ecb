package io.cameldicom.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Objects a second of STOW-RS: the hub and Orthanc's DICOMweb plugin, sent the same request by the JDK's HTTP client. */
final class WebPart {
    private static final String BOUNDARY = "bench-boundary";
    private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");

    /** One of the two, and where its service is. */
    private record Server(Side side, String url) {}

    private WebPart() {}

    static void run(Lab lab) throws Exception {
        Workload workload = lab.recordings().get(0).workload();
        int repetitions = lab.settings().repetitions();
        lab.report()
                .table(
                        "STOW-RS",
                        "One multipart request with " + workload.name()
                                + ", new instances each time; both sync nothing to disk. Median of " + repetitions
                                + " after a first request that is not counted.",
                        "side",
                        "objects/s",
                        "MB/s",
                        "CPU s",
                        "peak MB");
        int hubPort = freePort();
        int orthancPort = freePort();
        try (Side hub = lab.start(Sides.hub(
                        "hub, STOW-RS",
                        lab.distribution(),
                        "-Dhub.fsync=false -Dhub.dicomweb.enabled=true -Dhub.http.port=" + hubPort));
                Side orthanc = lab.start(Archives.orthancWithDicomWeb(PLUGIN, orthancPort))) {
            Map<Server, List<Measurement>> runs = new LinkedHashMap<>();
            runs.put(new Server(hub, "http://127.0.0.1:" + hubPort + "/dicom-web"), new ArrayList<>());
            runs.put(new Server(orthanc, "http://127.0.0.1:" + orthancPort + "/dicom-web"), new ArrayList<>());
            for (int repetition = 0; repetition <= repetitions; repetition++) {
                Path body = body(workload, repetition, lab.settings().work().resolve("stow.body"));
                for (Map.Entry<Server, List<Measurement>> side : runs.entrySet()) {
                    Measurement measured = store(side.getKey(), body);
                    if (repetition > 0) {
                        side.getValue().add(measured);
                    }
                }
            }
            runs.forEach((server, measurements) -> {
                Measurement median = Measurement.median(measurements);
                lab.report()
                        .row(
                                server.side().name(),
                                workload.count() / median.seconds(),
                                workload.megabytes() / median.seconds(),
                                median.cpuSeconds(),
                                median.peakMegabytes());
            });
        }
    }

    /** The request's body with instances of its own. */
    private static Path body(Workload workload, int repetition, Path file) throws IOException {
        byte[] pixels = new byte[workload.pixelBytes()];
        new Random(42).nextBytes(pixels);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < workload.count(); i++) {
                int number = repetition * workload.count() + i;
                out.write(("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(Wire.concat(Wire.fileMeta(workload, number), Wire.dataSetHead(workload, number), pixels));
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    private static Measurement store(Server server, Path body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/studies"))
                .timeout(Duration.ofMinutes(10))
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY)
                .header("Accept", "application/dicom+json")
                .POST(HttpRequest.BodyPublishers.ofFile(body))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (ProcessMeter meter = new ProcessMeter(server.side().process())) {
            long start = System.nanoTime();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            double seconds = (System.nanoTime() - start) / 1e9;
            if (response.statusCode() != 200) {
                throw new IOException(server.side().name() + " answered " + response.statusCode());
            }
            return new Measurement(seconds, meter.cpuUsed(), meter.peakMegabytes());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
