package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.Scu.Result;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.WireAssociation;
import io.cameldicom.it.wire.WireResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub as an archive: what the usual senders store is filed as it came. */
@Tag("interop")
class StoreIT {
    @RegisterExtension
    static final Hub hub = new Hub();

    @ParameterizedTest
    @EnumSource
    void every_transfer_syntax_is_filed_byte_for_byte(Sample sample) throws Exception {
        assertFiledAsSent(sample.file());
    }

    /** Transfer syntaxes that DCMTK 3.6.7 does not know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "htj2k/lossless-dx.dcm",
                "htj2k/lossless-rgb.dcm",
                "htj2k/lossless-rpcl-sm.dcm",
                "jpegxl/lossless-dx.dcm",
                "native/encapsulated-uncompressed.dcm",
                "deflated/seg-deflated-frames.dcm"
            })
    void newer_transfer_syntaxes_are_filed_byte_for_byte(String file) throws Exception {
        assertFiledAsSent(Part10File.read(Corpus.file(file)));
    }

    private static void assertFiledAsSent(Part10File file) throws Exception {
        try (WireAssociation association = WireAssociation.connect(hub.port())) {
            String answer = association
                    .request(Hub.AE_TITLE, Scu.AE_TITLE, file.sopClassUid(), file.transferSyntaxUid())
                    .toString();
            assertEquals("accepted", answer);
            assertEquals(new WireResponse(0, ""), association.store(file));
            association.release();
        }
        Part10File filed = hub.stored(file.sopInstanceUid()).orElseThrow();
        assertEquals(file.transferSyntaxUid(), filed.transferSyntaxUid());
        assertEquals(file.sopClassUid(), filed.sopClassUid());
        assertEquals(file.dataSetSha256(), filed.dataSetSha256());
    }

    @Test
    void storescu_with_its_default_proposal_of_128_contexts_stores_twenty_new_instances() throws Exception {
        int before = hub.files(".dcm").size();
        Result result = Scu.store(
                hub.port(),
                Hub.AE_TITLE,
                Corpus.file("native/ct-explicit-le.dcm"),
                "--repeat",
                "20",
                "--invent-instance");
        assertEquals(0, result.exitCode(), result::output);
        assertEquals(before + 20, hub.files(".dcm").size());
    }

    @Test
    void the_same_instance_twice_is_one_object_and_both_times_success() throws Exception {
        Part10File ct = Part10File.read(Corpus.file("native/ct-explicit-le.dcm"));
        Result result = Scu.store(hub.port(), Hub.AE_TITLE, ct.path(), "--repeat", "2");
        assertEquals(0, result.exitCode(), result::output);
        assertTrue(hub.stored(ct.sopInstanceUid()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4096", "131072"})
    void storescu_stores_with_any_length_of_pdu(String length) throws Exception {
        Part10File image = Part10File.read(Corpus.file("native/us-palette.dcm"));
        Result result =
                Scu.store(hub.port(), Hub.AE_TITLE, image.path(), "-pdu", length, "--max-send-pdu", length, "-xe");
        assertEquals(0, result.exitCode(), result::output);
        assertTrue(hub.stored(image.sopInstanceUid()).isPresent());
    }

    @Test
    void dcmsend_stores_a_folder() throws Exception {
        Path folder = Corpus.file("dicomdir/77654033");
        Result result = Scu.send(hub.port(), Hub.AE_TITLE, folder, "+sd", "+r");
        assertEquals(0, result.exitCode(), result::output);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertTrue(hub.stored(Part10File.read(file).sopInstanceUid()).isPresent(), file::toString);
            }
        }
    }

    /** gdcmscu 3.0.21 aborts itself on the release: only what the hub has is looked at. */
    @Test
    void gdcmscu_stores() throws Exception {
        Part10File us = Part10File.read(Corpus.file("native/us-planar.dcm"));
        Scu.gdcmStore(hub.port(), Hub.AE_TITLE, us.path());
        assertTrue(hub.stored(us.sopInstanceUid()).isPresent());
    }
}
