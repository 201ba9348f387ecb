package io.cameldicom.it.peer;

import io.cameldicom.it.wire.WireAssociation;
import java.io.IOException;
import java.util.List;

/** DCMTK {@code storescp}: takes every SOP class and every transfer syntax its options or its profile allow. */
public final class StoreScp extends DcmtkReceiver {
    private static final String AE_TITLE = "STORESCP";
    private final boolean everySyntax;

    private StoreScp(boolean everySyntax, int port, List<String> options) {
        super("storescp", AE_TITLE, port, options);
        this.everySyntax = everySyntax;
    }

    /** With {@code options} in addition to "all SOP classes and what +xa accepts". */
    public static StoreScp with(String... options) {
        return at(Ports.free(), options);
    }

    /** The same on a port that others know already. */
    public static StoreScp at(int port, String... options) {
        return new StoreScp(false, port, List.of(options));
    }

    /** For the SOP classes of {@link Sample} in every transfer syntax DCMTK knows a name for. */
    public static StoreScp forEverySample() {
        return new StoreScp(true, Ports.free(), List.of());
    }

    @Override
    List<String> command() throws IOException {
        return everySyntax
                ? List.of(Tool.STORESCP.path(), "-xf", AssociationProfile.ofAllSamples(folder()), "Default")
                : List.of(Tool.STORESCP.path(), "+xa", "-pm");
    }

    @Override
    protected boolean isReady() {
        // one that is told to refuse or abort is ready as soon as it listens
        return everySyntax ? WireAssociation.echoes(port(), aeTitle()) : Ports.accepts(port());
    }
}
