package io.cameldicom.hub;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a peer whether it answers (C-ECHO). */
@Command(
        name = "echo",
        mixinStandardHelpOptions = true,
        description = "Asks a peer whether it answers (C-ECHO).",
        footer = {"", "It shows that the peer knows the two AE titles, not that it takes any object."})
final class EchoCommand implements Callable<Integer> {

    @Parameters(paramLabel = "AETITLE@host:port", converter = Peer.Converter.class, description = "The peer to ask.")
    private Peer peer;

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
        try (PeerClient client = new PeerClient(peer, from, tls)) {
            client.echo();
            spec.commandLine().getOut().println(peer + " answers " + from + ": success");
        }
        return 0;
    }
}
