package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.Scu.Result;
import io.cameldicom.it.peer.StoreScp;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.WireAssociation;
import io.cameldicom.it.wire.WireResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The routes the hub is shipped with: everything is filed, CT objects are forwarded once a destination is set. */
@Tag("interop")
class FilterByModalityIT {
    @RegisterExtension
    static final StoreScp archive = StoreScp.with();

    @RegisterExtension
    static final Hub hub = new Hub().set("hub.forward.ct.to", archive.aeTitle() + "@127.0.0.1:" + archive.port());

    @Test
    void a_ct_is_filed_and_forwarded() throws Exception {
        Part10File ct = Part10File.read(Corpus.file("native/ct-explicit-le.dcm"));
        assertSent(ct);
        assertTrue(hub.stored(ct.sopInstanceUid()).isPresent());
        hub.delivered();
        assertTrue(archive.find(ct.sopInstanceUid()).isPresent());
    }

    @Test
    void an_mr_is_filed_and_not_forwarded() throws Exception {
        Part10File mr = Part10File.read(Corpus.file("native/mr-implicit-le.dcm"));
        assertSent(mr);
        assertTrue(hub.stored(mr.sopInstanceUid()).isPresent());
        hub.delivered();
        assertTrue(archive.find(mr.sopInstanceUid()).isEmpty());
    }

    @Test
    void an_object_without_modality_is_answered_with_success_and_not_forwarded() throws Exception {
        Part10File image = Part10File.read(Corpus.file("jpeg/baseline-app14.dcm"));
        try (WireAssociation association = WireAssociation.connect(hub.port())) {
            association.request(Hub.AE_TITLE, Scu.AE_TITLE, image.sopClassUid(), image.transferSyntaxUid());
            assertEquals(new WireResponse(0, ""), association.store(image));
            association.release();
        }
        hub.delivered();
        assertTrue(archive.find(image.sopInstanceUid()).isEmpty());
    }

    @Test
    void what_is_filed_and_what_is_forwarded_is_the_data_set_that_was_sent() throws Exception {
        Part10File ct = Part10File.read(Corpus.file("jpegls/lossless-ct-enhanced-fragmented.dcm"));
        try (WireAssociation association = WireAssociation.connect(hub.port())) {
            association.request(Hub.AE_TITLE, Scu.AE_TITLE, ct.sopClassUid(), ct.transferSyntaxUid());
            assertEquals(0, association.store(ct).status());
            association.release();
        }
        assertEquals(
                ct.dataSetSha256(),
                hub.stored(ct.sopInstanceUid()).orElseThrow().dataSetSha256());
        hub.delivered();
        assertEquals(ct.dataSetSha256(), archive.take(ct.sopInstanceUid()).dataSetSha256());
    }

    private static void assertSent(Part10File file) throws Exception {
        Result result = Scu.store(hub.port(), Hub.AE_TITLE, file.path());
        assertEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains("Received Store Response (Success)"), result::output);
    }
}
