package io.cameldicom.it.peer;

import io.cameldicom.it.wire.WireAssociation;
import java.io.IOException;
import java.util.List;

/** DCMTK {@code dcmrecv}, for the SOP classes of {@link Sample} in every transfer syntax DCMTK knows a name for. */
public final class DcmRecv extends DcmtkReceiver {
    private static final String AE_TITLE = "DCMRECV";

    public DcmRecv() {
        super("dcmrecv", AE_TITLE, Ports.free(), List.of("-aet", AE_TITLE));
    }

    @Override
    List<String> command() throws IOException {
        return List.of(Tool.DCMRECV.path(), "-xf", AssociationProfile.ofAllSamples(folder()), "Default");
    }

    @Override
    protected boolean isReady() {
        return WireAssociation.echoes(port(), AE_TITLE);
    }
}
