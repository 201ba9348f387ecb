package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.it.peer.Await;
import io.cameldicom.it.peer.ChildProcess;
import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Ports;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.SyntheticImage;
import io.cameldicom.it.wire.WireAssociation;
import io.cameldicom.it.wire.WireBytes;
import io.cameldicom.it.wire.WirePdu;
import io.cameldicom.it.wire.WireResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not belong on a DICOM port, and what is odd there but legal, harms nobody else. */
@Tag("interop")
class HostileTrafficIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final Hub hub = new Hub();

    @TempDir
    static Path folder;

    @Test
    void garbage_http_and_a_port_scan_do_not_disturb_a_store_that_is_under_way() throws Exception {
        Part10File image = SyntheticImage.write(folder.resolve("disturbed.dcm"), 1, 3_000_000);
        long half = image.dataSetOffset() + 1_500_000;
        try (WireAssociation modality = associationFor(image)) {
            modality.beginStore(image);
            modality.sendDataSet(image, image.dataSetOffset(), half);

            byte[] noise = new byte[5_000];
            new Random(1).nextBytes(noise);
            say(noise);
            say("GET / HTTP/1.1\r\nHost: hub\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            say(WireBytes.pdu(0x0A, new byte[4]));
            say(new byte[] {WirePdu.ASSOCIATE_RQ, 0, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
            for (int i = 0; i < 100; i++) {
                assertTrue(Ports.accepts(hub.port()));
            }
            assertEquals(
                    0,
                    Scu.store(hub.port(), Hub.AE_TITLE, Corpus.file("native/mr-implicit-le.dcm"), "--repeat", "20")
                            .exitCode());

            modality.sendDataSet(image, half, Files.size(image.path()));
            assertEquals(new WireResponse(0, ""), modality.readResponse());
            modality.release();
        }
        assertEquals(
                image.dataSetSha256(),
                hub.stored(image.sopInstanceUid()).orElseThrow().dataSetSha256());
    }

    @Test
    void an_unknown_pdu_type_is_answered_with_an_abort() throws Exception {
        try (WireAssociation stranger = WireAssociation.connect(hub.port())) {
            stranger.send(WireBytes.pdu(0x0A, new byte[4]));
            assertEquals(WirePdu.ABORT, stranger.read().type());
        }
    }

    @Test
    void a_pdu_longer_than_announced_is_refused_before_it_is_read() throws Exception {
        try (WireAssociation peer = WireAssociation.connect(hub.port())) {
            peer.request(Hub.AE_TITLE, Scu.AE_TITLE);
            peer.send(new byte[] {WirePdu.P_DATA_TF, 0, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFE});
            assertEquals(WirePdu.ABORT, peer.read().type());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void a_command_in_fragments_of_any_length_is_understood(int length) throws Exception {
        byte[] command = WireBytes.echoRq(1);
        ByteArrayOutputStream pdus = new ByteArrayOutputStream();
        for (int at = 0; at < command.length; at += length) {
            int end = Math.min(command.length, at + length);
            pdus.writeBytes(WireBytes.pData(true, end == command.length, Arrays.copyOfRange(command, at, end)));
        }
        assertEchoed(pdus.toByteArray());
    }

    @Test
    void an_empty_last_fragment_is_understood() throws Exception {
        assertEchoed(WireBytes.concat(
                WireBytes.pData(true, false, WireBytes.echoRq(1)), WireBytes.pData(true, true, new byte[0])));
    }

    @Test
    void bytes_that_come_one_by_one_are_understood() throws Exception {
        byte[] echo = WireBytes.pData(true, true, WireBytes.echoRq(1));
        try (WireAssociation peer = WireAssociation.connect(hub.port())) {
            for (byte b : WireBytes.associateRq(
                    Hub.AE_TITLE, Scu.AE_TITLE, WireBytes.VERIFICATION, WireBytes.IMPLICIT_LITTLE_ENDIAN)) {
                peer.send(new byte[] {b});
            }
            assertEquals("accepted", peer.read().toString());
            for (byte b : echo) {
                peer.send(new byte[] {b});
            }
            assertEquals(0, peer.readResponse().status());
        }
    }

    private static void assertEchoed(byte[] pdus) throws IOException {
        try (WireAssociation peer = WireAssociation.connect(hub.port())) {
            peer.request(Hub.AE_TITLE, Scu.AE_TITLE);
            peer.send(pdus);
            assertEquals(0, peer.readResponse().status());
            assertEquals("released", peer.release().toString());
        }
    }

    @Test
    void a_connection_reset_half_way_leaves_no_file() throws Exception {
        Part10File image = SyntheticImage.write(folder.resolve("reset.dcm"), 2, 5_000_000);
        List<Path> before = hub.files("");
        try (WireAssociation modality = associationFor(image)) {
            modality.beginStore(image);
            modality.sendDataSet(image, image.dataSetOffset(), image.dataSetOffset() + 4_000_000);
            Await.until(LIMIT, () -> !hub.files("").equals(before), () -> "nothing was spooled");
            modality.reset();
        }
        assertNothingNewStays(before);
    }

    @Test
    void a_sender_killed_half_way_leaves_no_file() throws Exception {
        Part10File image = SyntheticImage.write(folder.resolve("killed.dcm"), 3, 400_000_000);
        List<Path> before = hub.files("");
        try (ChildProcess storescu = Scu.startStore(hub.port(), Hub.AE_TITLE, image.path())) {
            Await.until(LIMIT, () -> !hub.files("").equals(before), () -> "nothing was spooled");
            storescu.kill();
        }
        assertNothingNewStays(before);
    }

    @Test
    void a_data_set_of_another_instance_than_announced_is_refused_and_leaves_no_file() throws Exception {
        Part10File image = SyntheticImage.write(folder.resolve("other.dcm"), 4, 1_000);
        Part10File announced = new Part10File(
                image.path(),
                image.sopClassUid(),
                "1.2.3.4.5.6.7.8.9.999",
                image.transferSyntaxUid(),
                image.dataSetOffset());
        List<Path> before = hub.files("");
        try (WireAssociation modality = associationFor(image)) {
            assertEquals(0xA900, modality.store(announced).status());
            assertEquals(new WireResponse(0, ""), modality.store(image), "the association stays usable");
            modality.release();
        }
        assertEquals(before.size() + 1, hub.files("").size());
    }

    @Test
    void a_uid_that_names_a_path_is_refused_and_stays_inside_the_store() throws Exception {
        Part10File image = SyntheticImage.write(folder.resolve("path.dcm"), 5, 1_000);
        Part10File escaping = new Part10File(
                image.path(),
                image.sopClassUid(),
                "../../../escaped",
                image.transferSyntaxUid(),
                image.dataSetOffset());
        List<Path> before = hub.files("");
        try (WireAssociation modality = associationFor(image)) {
            assertTrue(modality.store(escaping).status() >= 0x0100);
        }
        assertNothingNewStays(before);
    }

    private static void assertNothingNewStays(List<Path> before) throws Exception {
        Await.until(LIMIT, () -> hub.files("").equals(before), () -> "left behind in the hub's data folder");
    }

    private static WireAssociation associationFor(Part10File image) throws IOException {
        WireAssociation association = WireAssociation.connect(hub.port());
        WirePdu answer =
                association.request(Hub.AE_TITLE, Scu.AE_TITLE, image.sopClassUid(), image.transferSyntaxUid());
        assertEquals("accepted", answer.toString());
        return association;
    }

    /** Connects, says this, and waits until the hub aborts or closes the connection. */
    private static void say(byte[] nonsense) throws IOException {
        try (WireAssociation stranger = WireAssociation.connect(hub.port())) {
            stranger.send(nonsense);
            assertEquals(WirePdu.ABORT, stranger.read().type());
        } catch (SocketException | EOFException e) {
            assertTrue(hub.process().isAlive(), "closed while the stranger was still talking, which is fine: " + e);
        }
    }
}
