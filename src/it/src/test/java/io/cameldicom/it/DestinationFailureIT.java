package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.Scu.Result;
import io.cameldicom.it.peer.StoreScp;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.SyntheticImage;
import io.cameldicom.it.wire.WireAssociation;
import io.cameldicom.it.wire.WireResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A destination that is down or misbehaves: the sender is told, and keeps its copy. */
@Tag("interop")
class DestinationFailureIT {
    private static final int DESTINATION_PORT = Ports.free();

    @RegisterExtension
    static final Hub hub = new Hub()
            .routes("forward-everything")
            .set("it.destination", "STORESCP@127.0.0.1:" + DESTINATION_PORT)
            .set("it.storeTimeout", "3s");

    @TempDir
    static Path folder;

    private static Part10File image;

    @BeforeAll
    static void write_an_image_of_many_pdus() throws Exception {
        image = SyntheticImage.write(folder.resolve("image.dcm"), 1, 2_000_000);
    }

    @Test
    void down_means_a_failure_status_with_an_error_comment() throws Exception {
        assertFailure(store());
        Result result = Scu.store(hub.port(), Hub.AE_TITLE, image.path());
        assertFalse(result.output().contains("(Success)"), result::output);
        assertTrue(result.output().contains("Store Failed") || result.exitCode() != 0, result::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--refuse", "--abort-during", "--abort-after", "--sleep-during 20"})
    void misbehaving_means_a_failure_status_with_an_error_comment(String manner) throws Exception {
        try (StoreScp bad = StoreScp.at(DESTINATION_PORT, manner.split(" "))) {
            bad.start(hub.folder());
            assertFailure(store());
        }
    }

    @Test
    void back_again_means_success_without_a_restart_of_the_hub() throws Exception {
        assertFailure(store());
        try (StoreScp good = StoreScp.at(DESTINATION_PORT)) {
            good.start(hub.folder());
            assertEquals(new WireResponse(0, ""), store());
            assertEquals(
                    image.dataSetSha256(), good.take(image.sopInstanceUid()).dataSetSha256());
        }
    }

    @Test
    void restarted_between_two_objects_of_an_association_costs_neither_of_them() throws Exception {
        try (StoreScp good = StoreScp.at(DESTINATION_PORT);
                WireAssociation association = WireAssociation.connect(hub.port())) {
            good.start(hub.folder());
            association.request(Hub.AE_TITLE, Scu.AE_TITLE, image.sopClassUid(), image.transferSyntaxUid());
            assertEquals(0, association.store(image).status());
            good.restart();
            assertEquals(new WireResponse(0, ""), association.store(image));
            association.release();
        }
    }

    private static WireResponse store() throws Exception {
        try (WireAssociation association = WireAssociation.connect(hub.port())) {
            association.request(Hub.AE_TITLE, Scu.AE_TITLE, image.sopClassUid(), image.transferSyntaxUid());
            WireResponse response = association.store(image);
            association.release();
            return response;
        }
    }

    private static void assertFailure(WireResponse response) {
        int statusClass = response.status() >> 12;
        // PS3.7 Annex C: 0000 success, 0001 and Bxxx warnings
        assertTrue(response.status() > 1 && statusClass != 0xB, response::toString);
        assertFalse(response.errorComment().isEmpty(), "no error comment");
        assertTrue(response.errorComment().length() <= 64, response::errorComment);
        assertFalse(response.errorComment().contains("Doe"), "patient data in the error comment");
    }
}
