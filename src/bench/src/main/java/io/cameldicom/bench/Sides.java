package io.cameldicom.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The receivers that are compared. */
final class Sides {
    private static final String AE_TITLE = "HUB";
    private static final String MAX_PDU_LENGTH = Integer.toString(Wire.MAX_PDU_LENGTH);

    /**
     * DCMTK writes an answer in two pieces; as it comes, without this variable, the second waits 40 ms for the sender's
     * delayed acknowledgement (22 objects/s an association here). Compared is what DCMTK can do, not that.
     */
    private static final Map<String, String> WITHOUT_NAGLE = Map.of("TCP_NODELAY", "1");

    private static final String CLASSES = Path.of(URI.create(Sides.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()))
            .toString();

    private Sides() {}

    /** The packaged hub with the routes it is shipped with. */
    static Side hub(Path distribution, boolean fsync) throws IOException {
        return new Hub("hub, fsync " + (fsync ? "on" : "off"), distribution, "-Dhub.fsync=" + fsync);
    }

    /** The packaged hub with a route that only forwards to {@code 127.0.0.1:port}. */
    static Side forwardingHub(Path distribution, Path routes, int port) throws IOException {
        return new Hub(
                "forwarding hub",
                distribution,
                "-Dhub.fsync=false -Dhub.routes=" + routes.toAbsolutePath() + " -Dbench.destination=STORESCP@127.0.0.1:"
                        + port);
    }

    /** The packaged hub with a route that forwards to {@code 127.0.0.1:port} through its durable queue. */
    static Side durableHub(Path distribution, Path routes, int port) throws IOException {
        return new Hub(
                "durable hub",
                distribution,
                "-Dhub.fsync=true -Dhub.routes=" + routes.toAbsolutePath() + " -Dbench.destination=STORESCP@127.0.0.1:"
                        + port) {
            @Override
            Path stored() {
                return folder().resolve("data/queue/BENCH");
            }
        };
    }

    /** A hub with other options of the Java VM or other settings. */
    static Side hub(String name, Path distribution, String javaOptions) throws IOException {
        return new Hub(name, distribution, javaOptions);
    }

    /** The packaged hub, sent to over TLS. */
    static Side tlsHub(Path distribution, TlsIdentity identity) throws IOException {
        return new Hub(
                "hub, TLS",
                distribution,
                "-Dhub.fsync=false -Dhub.tls.clientAuth=none -Dhub.tls.keyStore=" + identity.keyStore()) {
            private final int plainPort = freePort();

            @Override
            Map<String, String> environment() {
                String options = super.environment().get("JAVA_OPTS");
                return Map.of(
                        "JAVA_OPTS",
                        options + " -Dhub.tls.port=" + port() + " -Dhub.dicom.port=" + plainPort,
                        "HUB_TLS_KEYSTOREPASSWORD",
                        TlsIdentity.PASSWORD);
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom(AE_TITLE, workload.sopClassUid(), identity.context());
            }
        };
    }

    private static class Hub extends Side {
        private final Path distribution;
        private final String options;

        Hub(String name, Path distribution, String options) throws IOException {
            super(name);
            this.distribution = distribution;
            this.options = options;
        }

        @Override
        List<String> command() throws IOException {
            Path program = distribution.resolve("bin/hub").toAbsolutePath().normalize();
            if (!Files.isExecutable(program)) {
                throw new IOException(program + " is missing: run mvn -q package -DskipTests first");
            }
            return List.of(program.toString());
        }

        @Override
        Path stored() {
            return folder().resolve("data/store");
        }

        @Override
        Map<String, String> environment() {
            return Map.of(
                    "JAVA_OPTS",
                    "-Dhub.dicom.host=127.0.0.1 -Dhub.dicom.port=" + port() + " -Dhub.http.port=0 -Dhub.data="
                            + folder().resolve("data") + " " + options);
        }

        @Override
        Sender.Dialogue dialogue(Workload workload) {
            return Sender.dicom(AE_TITLE, workload.sopClassUid());
        }
    }

    /** DCMTK storescp in its fastest mode: the data set is written as it comes, a process an association. */
    static Side storescp() throws IOException {
        return new Side("storescp +B --fork") {
            @Override
            List<String> command() {
                return List.of(
                        "storescp",
                        "+B",
                        "--fork",
                        "-dhl",
                        "-pdu",
                        MAX_PDU_LENGTH,
                        "-od",
                        stored().toString(),
                        Integer.toString(port()));
            }

            @Override
            Map<String, String> environment() {
                return WITHOUT_NAGLE;
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom("STORESCP", workload.sopClassUid());
            }
        };
    }

    /** {@link #storescp} with TLS, not asking for a certificate. */
    static Side tlsStorescp(TlsIdentity identity) throws IOException {
        return new Side("storescp +tls +B --fork") {
            @Override
            List<String> command() {
                return List.of(
                        "storescp",
                        "+tls",
                        identity.key().toString(),
                        identity.certificate().toString(),
                        "-ic",
                        "+B",
                        "--fork",
                        "-dhl",
                        "-pdu",
                        MAX_PDU_LENGTH,
                        "-od",
                        stored().toString(),
                        Integer.toString(port()));
            }

            @Override
            Map<String, String> environment() {
                return WITHOUT_NAGLE;
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom("STORESCP", workload.sopClassUid(), identity.context());
            }
        };
    }

    /** DCMTK dcmrecv, which takes one association at a time. */
    static Side dcmrecv() throws IOException {
        return new Side("dcmrecv +B") {
            @Override
            List<String> command() {
                return List.of(
                        "dcmrecv",
                        "+B",
                        "-dhl",
                        "-pdu",
                        MAX_PDU_LENGTH,
                        "-od",
                        stored().toString(),
                        "-xf",
                        "/etc/dcmtk/storescp.cfg",
                        "Default",
                        Integer.toString(port()));
            }

            @Override
            Map<String, String> environment() {
                return WITHOUT_NAGLE;
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom("DCMRECV", workload.sopClassUid());
            }
        };
    }

    /** The limit of a router: {@link RawRelay}. */
    static Side rawRelay(int receiver) throws IOException {
        return new Side("raw relay") {
            @Override
            List<String> command() {
                return List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        CLASSES,
                        RawRelay.class.getName(),
                        Integer.toString(port()),
                        Integer.toString(receiver),
                        "262144");
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.raw();
            }
        };
    }

    /** The limit of a router before a receiver that speaks DICOM: {@link RawProxy}. */
    static Side rawProxy(int receiver) throws IOException {
        return new Side("raw proxy") {
            @Override
            List<String> command() {
                return List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        CLASSES,
                        RawProxy.class.getName(),
                        Integer.toString(port()),
                        Integer.toString(receiver),
                        "262144");
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom("STORESCP", workload.sopClassUid());
            }
        };
    }

    /** The limit: {@link RawReceiver}. */
    static Side raw() throws IOException {
        return new Side("raw copy") {
            @Override
            List<String> command() {
                return List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        CLASSES,
                        RawReceiver.class.getName(),
                        Integer.toString(port()),
                        stored().toString(),
                        "262144");
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.raw();
            }
        };
    }
}
