package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.Scu.Result;
import io.cameldicom.it.wire.WireAssociation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open an association, and what negotiation must stand. */
@Tag("interop")
class AssociationPolicyIT {
    @RegisterExtension
    static final Hub hub = new Hub().set("hub.dicom.allowedCallingAeTitles", "MODALITY,CT*");

    @Test
    void echoscu_is_answered() throws Exception {
        Result result = Scu.echo(hub.port(), Hub.AE_TITLE);
        assertEquals(0, result.exitCode(), result::output);
    }

    @Test
    void a_wrong_called_ae_title_is_rejected_1_1_7() throws Exception {
        try (WireAssociation association = WireAssociation.connect(hub.port())) {
            assertEquals("1/1/7", association.request("ARCHIVE", "MODALITY").toString());
        }
        Result result = Scu.echo(hub.port(), "ARCHIVE");
        assertEquals(1, result.exitCode(), result::output);
        assertTrue(result.output().contains("Called AE Title Not Recognized"), result::output);
    }

    @Test
    void a_calling_ae_title_that_is_not_allowed_is_rejected_1_1_3() throws Exception {
        try (WireAssociation association = WireAssociation.connect(hub.port())) {
            assertEquals("1/1/3", association.request(Hub.AE_TITLE, "STRANGER").toString());
        }
        Result result = Scu.echoAs("STRANGER", hub.port(), Hub.AE_TITLE);
        assertEquals(1, result.exitCode(), result::output);
        assertTrue(result.output().contains("Calling AE Title Not Recognized"), result::output);
    }

    @Test
    void a_calling_ae_title_that_fits_a_wildcard_is_accepted() throws Exception {
        Result result = Scu.echoAs("CT7", hub.port(), Hub.AE_TITLE);
        assertEquals(0, result.exitCode(), result::output);
    }

    @Test
    void a_hundred_and_twenty_eight_contexts_of_thirty_eight_transfer_syntaxes_are_negotiated() throws Exception {
        Result result = Scu.echo(hub.port(), Hub.AE_TITLE, "-ppc", "128", "-pts", "38");
        assertEquals(0, result.exitCode(), result::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4096", "131072"})
    void any_maximum_pdu_length_is_respected(String length) throws Exception {
        Result result = Scu.echo(hub.port(), Hub.AE_TITLE, "-pdu", length);
        assertEquals(0, result.exitCode(), result::output);
    }

    @Test
    void an_association_aborted_by_its_requestor_does_not_disturb_the_next() throws Exception {
        Scu.echo(hub.port(), Hub.AE_TITLE, "--abort");
        Result result = Scu.echo(hub.port(), Hub.AE_TITLE);
        assertEquals(0, result.exitCode(), result::output);
    }
}
