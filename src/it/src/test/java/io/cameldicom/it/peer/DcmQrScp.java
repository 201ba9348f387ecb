package io.cameldicom.it.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** DCMTK {@code dcmqrscp}: an archive that answers C-FIND, C-MOVE and C-GET. */
public final class DcmQrScp extends Peer {
    public static final String AE_TITLE = "QRSCP";
    private final String knownAeTitle;
    private final int knownPort;

    private DcmQrScp(String knownAeTitle, int knownPort) {
        super("dcmqrscp");
        this.knownAeTitle = knownAeTitle;
        this.knownPort = knownPort;
    }

    /** One that knows an application entity it can move objects to. */
    public static DcmQrScp knowing(String aeTitle, int port) {
        return new DcmQrScp(aeTitle, port);
    }

    @Override
    protected ChildProcess launch() throws Exception {
        Files.createDirectories(folder().resolve("qr"));
        Path configuration = folder().resolve("qr.cfg");
        Files.writeString(
                configuration,
                """
                NetworkTCPPort  = %d
                MaxPDUSize      = 16384
                MaxAssociations = 16
                HostTable BEGIN
                known = (%s, 127.0.0.1, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                %s ./qr RW (200, 1024mb) ANY
                AETable END
                """
                        .formatted(port(), knownAeTitle, knownPort, AE_TITLE));
        return ChildProcess.start("log", folder(), List.of(Tool.DCMQRSCP.path(), "-v", "-c", "qr.cfg"));
    }
}
