package io.cameldicom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The archives that are compared. */
final class Archives {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Archives() {}

    /** {@link ArchiveRoutes}. */
    static Side routes(int studies, Path files, String archive, int destination) throws IOException {
        return new Side("routes") {
            @Override
            List<String> command() {
                return List.of(
                        JAVA,
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ArchiveRoutes.class.getName(),
                        Integer.toString(port()),
                        Integer.toString(studies),
                        files.toAbsolutePath().toString(),
                        archive,
                        Retriever.AE_TITLE + "@127.0.0.1:" + destination);
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom("ROUTE", workload.sopClassUid());
            }
        };
    }

    /** DCMTK dcmqrscp. */
    static Side dcmqrscp() throws IOException {
        return new Side("dcmqrscp") {
            @Override
            List<String> command() throws IOException {
                Files.writeString(
                        folder().resolve("qr.cfg"),
                        """
                        NetworkTCPPort  = %d
                        MaxPDUSize      = 131072
                        MaxAssociations = 16
                        HostTable BEGIN
                        HostTable END
                        VendorTable BEGIN
                        VendorTable END
                        AETable BEGIN
                        QRSCP %s RW (500, 1024mb) ANY
                        AETable END
                        """
                                .formatted(port(), stored()));
                return List.of("dcmqrscp", "-c", "qr.cfg");
            }

            @Override
            Map<String, String> environment() {
                return Map.of("TCP_NODELAY", "1");
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom("QRSCP", workload.sopClassUid());
            }
        };
    }

    /** Orthanc, which sends each object to a storage SCP and deletes it then. */
    static Side routingOrthanc(int destination) throws IOException {
        return new Side("routing Orthanc") {
            @Override
            List<String> command() throws IOException {
                Files.writeString(
                        folder().resolve("route.lua"),
                        """
                        function OnStoredInstance(instanceId, tags, metadata)
                          Delete(SendToModality(instanceId, 'bench'))
                        end
                        """);
                Files.writeString(
                        folder().resolve("orthanc.json"),
                        """
                        {"Name": "bench", "StorageDirectory": "stored", "IndexDirectory": "index", "Plugins": [],
                         "HttpServerEnabled": false, "DicomPort": %d, "DicomAet": "ORTHANC",
                         "DicomAlwaysAllowStore": true, "MaximumPduLength": 131072, "LuaScripts": ["route.lua"],
                         "DicomModalities": {"bench": ["STORESCP", "127.0.0.1", %d]}}
                        """
                                .formatted(port(), destination));
                return List.of(program(), "orthanc.json");
            }

            @Override
            Map<String, String> environment() {
                return Map.of("TCP_NODELAY", "1");
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom("ORTHANC", workload.sopClassUid());
            }
        };
    }

    private static String program() {
        Path debian = Path.of("/usr/sbin/Orthanc");
        return Files.isExecutable(debian) ? debian.toString() : "Orthanc";
    }

    /** Orthanc, which may move objects to {@link Retriever}. */
    static Side orthanc(int destination) throws IOException {
        return new Side("Orthanc") {
            @Override
            List<String> command() throws IOException {
                Files.writeString(
                        folder().resolve("orthanc.json"),
                        """
                        {"Name": "bench", "StorageDirectory": "stored", "IndexDirectory": "stored", "Plugins": [],
                         "HttpServerEnabled": false, "DicomPort": %d, "DicomAet": "ORTHANC",
                         "DicomAlwaysAllowStore": true, "DicomAlwaysAllowFind": true, "DicomAlwaysAllowGet": true,
                         "DicomAlwaysAllowMove": true, "MaximumPduLength": 131072,
                         "DicomModalities": {"bench": ["%s", "127.0.0.1", %d]}}
                        """
                                .formatted(port(), Retriever.AE_TITLE, destination));
                return List.of(program(), "orthanc.json");
            }

            @Override
            Map<String, String> environment() {
                return Map.of("TCP_NODELAY", "1");
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom("ORTHANC", workload.sopClassUid());
            }
        };
    }

    /** Orthanc with its DICOMweb plugin on this port. */
    static Side orthancWithDicomWeb(Path plugin, int httpPort) throws IOException {
        return new Side("Orthanc, STOW-RS") {
            @Override
            List<String> command() throws IOException {
                if (!Files.exists(plugin)) {
                    throw new IOException(plugin + " is missing: apt-get install orthanc-dicomweb");
                }
                Files.writeString(
                        folder().resolve("orthanc.json"),
                        """
                        {"Name": "bench", "StorageDirectory": "stored", "IndexDirectory": "stored", "Plugins": ["%s"],
                         "HttpPort": %d, "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "KeepAlive": true,
                         "SyncStorageArea": false, "DicomPort": %d, "DicomAet": "ORTHANC", "DicomAlwaysAllowStore": true,
                         "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}}
                        """
                                .formatted(plugin, httpPort, port()));
                Path debian = Path.of("/usr/sbin/Orthanc");
                return List.of(Files.isExecutable(debian) ? debian.toString() : "Orthanc", "orthanc.json");
            }

            @Override
            Sender.Dialogue dialogue(Workload workload) {
                return Sender.dicom("ORTHANC", workload.sopClassUid());
            }
        };
    }
}
