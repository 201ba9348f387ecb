package io.cameldicom.it.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.WireAssociation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged hub, started as its users start it: {@code bin/hub} with properties overridden by JAVA_OPTS. */
public final class Hub extends Peer {
    public static final String AE_TITLE = "HUB";

    private final Map<String, String> properties = new LinkedHashMap<>();
    private String javaOptions = "";

    public Hub() {
        super("hub");
        set("hub.dicom.host", "127.0.0.1");
        set("hub.dicom.port", port());
        set("hub.http.port", Ports.free());
    }

    /** Overrides a property of {@code application.properties}. */
    public Hub set(String property, Object value) {
        properties.put(property, value.toString());
        return this;
    }

    /** Runs the routes in {@code src/test/routes/<name>} instead of those it is shipped with. */
    public Hub routes(String name) {
        return set("hub.routes", Path.of("src", "test", "routes", name).toAbsolutePath());
    }

    /** Options of the Java VM. */
    public Hub java(String options) {
        javaOptions = options;
        return this;
    }

    @Override
    protected ChildProcess launch() throws Exception {
        return ChildProcess.start("log", folder(), List.of(program()), Map.of("JAVA_OPTS", javaOptions()));
    }

    /** What this hub is started with: another command of the program finds it with the same. */
    public String javaOptions() {
        set("hub.data", data());
        return properties.entrySet().stream()
                .map(property -> " -D" + property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining("", javaOptions, ""));
    }

    /** {@code bin/hub} of the distribution that the build has made. */
    public static String program() {
        String distribution = System.getProperty("hub.distribution", "../../routes/target/camel-dicom-hub");
        Path program = Path.of(distribution, "bin", "hub").toAbsolutePath().normalize();
        assertTrue(Files.isExecutable(program), () -> program + " is missing: run mvn -q package -DskipTests first");
        return program.toString();
    }

    @Override
    protected boolean isReady() {
        return WireAssociation.echoes(port(), AE_TITLE);
    }

    /** The DICOMweb service, where {@code hub.dicomweb.enabled} is set. */
    public String dicomWebUrl() {
        return "http://127.0.0.1:" + properties.get("hub.http.port") + "/dicom-web";
    }

    /** The folder of {@code hub.data}. */
    public Path data() {
        return folder().resolve("data");
    }

    /** The object in the hub's own store, if it is there. */
    public Optional<Part10File> stored(String sopInstanceUid) throws IOException {
        List<Path> files = files(sopInstanceUid + ".dcm");
        assertTrue(files.size() <= 1, () -> "stored more than once: " + files);
        return files.isEmpty() ? Optional.empty() : Optional.of(Part10File.read(files.get(0)));
    }

    /** Returns when nothing is queued for any destination: what was is with its peer, complete. */
    public void delivered() throws Exception {
        Await.until(Duration.ofMinutes(2), () -> queued().isEmpty(), () -> "the hub still has " + queued() + " queued");
    }

    private List<Path> queued() {
        Path queue = data().resolve("queue");
        if (!Files.exists(queue)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(queue)) {
            return tree.filter(file -> file.toString().endsWith(".dcm")).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(queue); // a file went while its folder was read
        }
    }

    /** Every file below {@link #data()} whose name ends with {@code suffix}. */
    public List<Path> files(String suffix) throws IOException {
        if (!Files.exists(data())) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(data())) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .toList();
        }
    }
}
