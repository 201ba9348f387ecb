package io.cameldicom.it.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** DCMTK {@code wlmscpfs}: a worklist made of the files {@code *.wl} in {@link #worklist()}. */
public final class WorklistScp extends Peer {
    public static final String AE_TITLE = "WLSCP";

    public WorklistScp() {
        super("wlmscpfs");
    }

    /** Where its files are; made when it starts. */
    public Path worklist() {
        return folder().resolve("wl").resolve(AE_TITLE);
    }

    @Override
    protected ChildProcess launch() throws Exception {
        Files.createDirectories(worklist());
        Files.write(worklist().resolve("lockfile"), new byte[0]);
        return ChildProcess.start(
                "log", folder(), List.of(Tool.WLMSCPFS.path(), "-v", "-dfp", "wl", Integer.toString(port())));
    }
}
