package io.cameldicom.hub;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files and folders to a peer (C-STORE). */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends DICOM files to a peer (C-STORE).",
        footer = {
            "",
            "Folders are searched through; what is not DICOM is skipped with a line. Exit code 1 if any failed."
        })
final class SendCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "<file or folder>", description = "What to send.")
    private List<Path> paths;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "AETITLE@host:port",
            converter = Peer.Converter.class,
            description = "The peer to send to.")
    private Peer to;

    @Option(
            names = "--from",
            paramLabel = "AETITLE",
            defaultValue = "HUB",
            description = "Calling AE title (default: ${DEFAULT-VALUE}).")
    private String from;

    @Mixin
    private TlsOptions tls;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        PrintWriter out = spec.commandLine().getOut();
        try (PeerClient client = new PeerClient(to, from, tls)) {
            FileSender sender = new FileSender(client, out);
            for (Path file : GivenFiles.of(paths)) {
                sender.send(file);
            }
            out.println(sender.summary());
            return sender.failed() == 0 ? 0 : 1;
        }
    }
}
