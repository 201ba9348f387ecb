package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.it.peer.Await;
import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.SyntheticImage;
import io.cameldicom.it.wire.WireAssociation;
import io.cameldicom.it.wire.WireResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the hub does on SIGTERM. */
@Tag("interop")
class ShutdownIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    final Hub hub = new Hub();

    @TempDir
    Path folder;

    @Test
    void refuses_new_associations_finishes_the_open_one_and_exits_with_0() throws Exception {
        Part10File image = SyntheticImage.write(folder.resolve("image.dcm"), 1, 3_000_000);
        long half = image.dataSetOffset() + 1_500_000;
        try (WireAssociation modality = WireAssociation.connect(hub.port())) {
            modality.request(Hub.AE_TITLE, Scu.AE_TITLE, image.sopClassUid(), image.transferSyntaxUid());
            modality.beginStore(image);
            modality.sendDataSet(image, image.dataSetOffset(), half);

            hub.process().terminate();
            Await.until(
                    LIMIT,
                    () -> !WireAssociation.echoes(hub.port(), Hub.AE_TITLE),
                    () -> "new associations are still accepted");

            modality.sendDataSet(image, half, Files.size(image.path()));
            assertEquals(new WireResponse(0, ""), modality.readResponse());
            modality.release();
        }
        assertEquals(0, hub.process().awaitExit(LIMIT));
        assertEquals(
                image.dataSetSha256(),
                hub.stored(image.sopInstanceUid()).orElseThrow().dataSetSha256());
    }

    @Test
    void exits_with_0_at_once_when_nobody_is_connected() throws Exception {
        hub.process().terminate();
        assertEquals(0, hub.process().awaitExit(LIMIT));
    }
}
