package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.StoreScp;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.SyntheticImage;
import io.cameldicom.it.wire.WireAssociation;
import io.cameldicom.it.wire.WireResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An object much larger than the hub's heap, and larger than an {@code int} can count. */
@Tag("load")
class LargeObjectIT {
    private static final long PIXEL_BYTES = (2L << 30) + (1 << 20);

    @RegisterExtension
    static final StoreScp archive = StoreScp.with();

    @RegisterExtension
    static final Hub hub =
            new Hub().java("-Xmx128m").set("hub.forward.ct.to", archive.aeTitle() + "@127.0.0.1:" + archive.port());

    @TempDir
    static Path folder;

    @Test
    void two_gigabytes_are_filed_and_forwarded_with_a_heap_of_128_megabytes() throws Exception {
        Part10File image = SyntheticImage.write(folder.resolve("large.dcm"), 1, PIXEL_BYTES);
        try (WireAssociation modality = WireAssociation.connect(hub.port())) {
            modality.request(Hub.AE_TITLE, Scu.AE_TITLE, image.sopClassUid(), image.transferSyntaxUid());
            assertEquals(new WireResponse(0, ""), modality.store(image));
            modality.release();
        }
        String sent = image.dataSetSha256();
        Part10File filed = hub.stored(image.sopInstanceUid()).orElseThrow();
        hub.delivered();
        Part10File forwarded = archive.take(image.sopInstanceUid());
        assertEquals(sent, filed.dataSetSha256());
        assertEquals(sent, forwarded.dataSetSha256());
        Files.delete(filed.path());
        Files.delete(forwarded.path());
    }
}
