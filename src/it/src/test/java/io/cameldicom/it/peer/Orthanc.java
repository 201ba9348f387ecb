package io.cameldicom.it.peer;

import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.WireAssociation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Orthanc as archive; looked at through its REST interface. */
public final class Orthanc extends StoragePeer {
    private static final String AE_TITLE = "ORTHANC";
    private static final Path DICOM_WEB = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final Pattern ID = Pattern.compile("\"([0-9a-f-]{44})\"");

    private final int httpPort = Ports.free();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String modalities;
    private final List<Path> plugins;
    /** Null for DICOM without TLS. */
    private final TlsIdentity identity;

    public Orthanc() {
        this("", List.of(), null);
    }

    private Orthanc(String modalities, List<Path> plugins, TlsIdentity identity) {
        super("orthanc", AE_TITLE, Ports.free());
        this.modalities = modalities;
        this.plugins = plugins;
        this.identity = identity;
    }

    /** One that knows an application entity it can move objects to. */
    public static Orthanc knowing(String aeTitle, int port) {
        return new Orthanc("\"known\": [\"%s\", \"127.0.0.1\", %d]".formatted(aeTitle, port), List.of(), null);
    }

    /** One that speaks DICOM over TLS only, with whoever has the same identity, and knows a peer that does too. */
    public static Orthanc withTls(TlsIdentity identity, String aeTitle, int port) {
        return new Orthanc(
                """
                "known": {"AET": "%s", "Host": "127.0.0.1", "Port": %d, "UseDicomTls": true}"""
                        .formatted(aeTitle, port),
                List.of(),
                identity);
    }

    /** One with the DICOMweb plugin. */
    public static Orthanc withDicomWeb() {
        return new Orthanc("", List.of(DICOM_WEB), null);
    }

    /** The DICOMweb service. */
    public String dicomWebUrl() {
        return "http://127.0.0.1:" + httpPort + "/dicom-web";
    }

    @Override
    protected ChildProcess launch() throws Exception {
        for (Path plugin : plugins) {
            Tool.requireFile(plugin, "orthanc-dicomweb");
        }
        Path configuration = folder().resolve("orthanc.json");
        Files.writeString(
                configuration,
                """
                {"Name": "IT", "StorageDirectory": "db", "IndexDirectory": "db", "Plugins": [%s],
                 "HttpPort": %d, "KeepAlive": false, "RemoteAccessAllowed": false, "AuthenticationEnabled": false,
                 "DicomPort": %d, "DicomAet": "%s", "DicomCheckCalledAet": true, "DicomAlwaysAllowStore": true,
                 "DicomAlwaysAllowFind": true, "DicomAlwaysAllowGet": true, "DicomAlwaysAllowMove": true,
                 "DicomModalities": {%s}, %s
                 "DicomWeb": {"Enable": true, "Root": "/dicom-web/"},
                 "UnknownSopClassAccepted": true, "OverwriteInstances": true, "StableAge": 3600}
                """
                        .formatted(
                                plugins.stream().map(file -> "\"" + file + "\"").collect(Collectors.joining(",")),
                                httpPort,
                                port(),
                                AE_TITLE,
                                modalities,
                                identity == null ? "" : tls()));
        return ChildProcess.start("log", folder(), List.of(Tool.ORTHANC.path(), configuration.toString()));
    }

    private String tls() {
        return """
                "DicomTlsEnabled": true, "DicomTlsRemoteCertificateRequired": true, "DicomTlsPrivateKey": "%s",
                 "DicomTlsCertificate": "%s", "DicomTlsTrustedCertificates": "%2$s",
                """
                .formatted(identity.key(), identity.certificate());
    }

    @Override
    protected boolean isReady() {
        return Ports.accepts(httpPort)
                && (identity == null ? WireAssociation.echoes(port(), AE_TITLE) : Ports.accepts(port()));
    }

    @Override
    public Optional<Part10File> find(String sopInstanceUid) throws Exception {
        Optional<String> id = idOf(sopInstanceUid);
        return id.isPresent() ? Optional.of(download(id.get(), sopInstanceUid)) : Optional.empty();
    }

    @Override
    public Part10File take(String sopInstanceUid) throws Exception {
        String id =
                idOf(sopInstanceUid).orElseThrow(() -> new AssertionError("Orthanc did not receive " + sopInstanceUid));
        Part10File file = download(id, sopInstanceUid);
        http.send(request("/instances/" + id).DELETE().build(), BodyHandlers.discarding());
        return file;
    }

    @Override
    public int count() throws Exception {
        String ids = http.send(request("/instances").build(), BodyHandlers.ofString())
                .body();
        return (int) ID.matcher(ids).results().count();
    }

    /** What the REST interface answers to a GET of this path. */
    public String get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    /** What the REST interface answers to a POST of this body to this path. */
    public String post(String path, String body) throws Exception {
        HttpRequest post =
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(post, BodyHandlers.ofString()).body();
    }

    /** What the REST interface answers to a PUT of this body to this path. */
    public String put(String path, String body) throws Exception {
        HttpRequest put =
                request(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(put, BodyHandlers.ofString()).body();
    }

    private Optional<String> idOf(String sopInstanceUid) throws Exception {
        HttpRequest lookup = request("/tools/lookup")
                .POST(HttpRequest.BodyPublishers.ofString(sopInstanceUid))
                .build();
        String answer = http.send(lookup, BodyHandlers.ofString()).body();
        Matcher id = ID.matcher(answer);
        return id.find() ? Optional.of(id.group(1)) : Optional.empty();
    }

    private Part10File download(String id, String sopInstanceUid) throws IOException, InterruptedException {
        Path file = Files.createDirectories(folder().resolve("taken")).resolve(sopInstanceUid + ".dcm");
        http.send(request("/instances/" + id + "/file").build(), BodyHandlers.ofFile(file));
        return Part10File.read(file);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(30));
    }
}
