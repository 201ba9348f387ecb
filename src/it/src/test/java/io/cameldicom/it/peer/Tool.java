package io.cameldicom.it.peer;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of somebody else that a test needs, and the Debian package that brings it. */
public enum Tool {
    ECHOSCU("echoscu", "dcmtk"),
    STORESCU("storescu", "dcmtk"),
    STORESCP("storescp", "dcmtk"),
    DCMSEND("dcmsend", "dcmtk"),
    DCMRECV("dcmrecv", "dcmtk"),
    DCM2PNM("dcm2pnm", "dcmtk"),
    DCMJ2PNM("dcmj2pnm", "dcmtk"),
    DCML2PNM("dcml2pnm", "dcmtk"),
    FINDSCU("findscu", "dcmtk"),
    MOVESCU("movescu", "dcmtk"),
    GETSCU("getscu", "dcmtk"),
    DCMQRSCP("dcmqrscp", "dcmtk"),
    WLMSCPFS("wlmscpfs", "dcmtk"),
    DCMPRSCP("dcmprscp", "dcmtk"),
    DCMPRSCU("dcmprscu", "dcmtk"),
    DCMPSPRT("dcmpsprt", "dcmtk"),
    ORTHANC("Orthanc", "orthanc"),
    GDCMSCU("gdcmscu", "libgdcm-tools"),
    CHROMIUM("chromium", "chromium"),
    CHROMEDRIVER("chromedriver", "chromium-driver");

    private final String program;
    private final String debianPackage;

    Tool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** The program's path. Where it is not installed the test is aborted, and with {@code CI=true} it fails. */
    public String path() {
        return find().map(Path::toString).orElseGet(this::missing);
    }

    private Optional<Path> find() {
        // Debian puts Orthanc into /usr/sbin, which is not on everybody's path
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String missing() {
        return missing(program, debianPackage);
    }

    private static String missing(String what, String debianPackage) {
        String message = what + " is not installed: apt-get install " + debianPackage;
        return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
    }

    /** As {@link #path} for a plugin of a program. */
    static void requireFile(Path file, String debianPackage) {
        if (!Files.exists(file)) {
            missing(file.toString(), debianPackage);
        }
    }
}
