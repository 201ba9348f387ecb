package io.cameldicom.it.peer;

import io.cameldicom.it.wire.WireAssociation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** DCMTK {@code storescp}: takes every SOP class and every transfer syntax its options or its profile allow. */
public final class StoreScp extends DcmtkReceiver {
    private static final String AE_TITLE = "STORESCP";

    /** Makes an association negotiation profile in a folder and gives its path. */
    private interface Profile {
        String in(Path folder) throws IOException;
    }

    /** Null for all SOP classes and what +xa accepts. */
    private final Profile profile;

    private StoreScp(String name, String aeTitle, int port, Profile profile, List<String> options) {
        super(name, aeTitle, port, options);
        this.profile = profile;
    }

    /** With {@code options} in addition to "all SOP classes and what +xa accepts". */
    public static StoreScp with(String... options) {
        return at(Ports.free(), options);
    }

    /** The same on a port that others know already. */
    public static StoreScp at(int port, String... options) {
        return new StoreScp("storescp", AE_TITLE, port, null, List.of(options));
    }

    /** For the SOP classes of {@link Sample} in every transfer syntax DCMTK knows a name for. */
    public static StoreScp forEverySample() {
        return new StoreScp("storescp", AE_TITLE, Ports.free(), AssociationProfile::ofAllSamples, List.of());
    }

    /** For these SOP classes in one transfer syntax only. */
    public static StoreScp of(String aeTitle, String transferSyntaxUid, Supplier<List<String>> sopClasses) {
        Profile only = folder -> AssociationProfile.write(folder, sopClasses.get(), List.of(transferSyntaxUid));
        return new StoreScp("storescp-" + aeTitle, aeTitle, Ports.free(), only, List.of());
    }

    @Override
    List<String> command() throws IOException {
        return profile != null
                ? List.of(Tool.STORESCP.path(), "-xf", profile.in(folder()), "Default")
                : List.of(Tool.STORESCP.path(), "+xa", "-pm");
    }

    @Override
    protected boolean isReady() {
        // one that is told to refuse or abort is ready as soon as it listens
        return profile != null ? WireAssociation.echoes(port(), aeTitle()) : Ports.accepts(port());
    }
}
