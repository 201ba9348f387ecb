package io.cameldicom.it.peer;

import java.nio.file.Files;
import java.util.List;

/** DCMTK {@code dcmprscp}: a grayscale printer that keeps what it prints in {@code database}. */
public final class PrintScp extends Peer {
    public static final String AE_TITLE = "LOCALPRT";

    public PrintScp() {
        super("dcmprscp");
    }

    @Override
    protected ChildProcess launch() throws Exception {
        Files.createDirectories(folder().resolve("database"));
        Files.writeString(
                folder().resolve("print.cfg"),
                """
                [[GENERAL]]
                [APPLICATION]
                [PRINT]
                Directory = .
                [DATABASE]
                Directory = database
                [NETWORK]
                Aetitle = PRTSCU
                [[COMMUNICATION]]
                [LOCAL]
                Type = LOCALPRINTER
                Hostname = localhost
                Port = %d
                Aetitle = %s
                DisplayFormat = 1,1\\2,2
                MediumType = PAPER\\BLUE FILM
                FilmDestination = MAGAZINE\\PROCESSOR
                FilmSizeID = 8INX10IN\\14INX17IN
                MaxPDU = 16384
                SupportsPresentationLUT = true
                Supports12Bit = true
                """
                        .formatted(port(), AE_TITLE));
        return ChildProcess.start(
                "log", folder(), List.of(Tool.DCMPRSCP.path(), "-v", "-c", "print.cfg", "-p", "LOCAL"));
    }
}
