package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.testing.DimseMessage;
import io.cameldicom.testing.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hostile peers of a route: no place, no file and no thread is theirs afterwards, and good peers go on. */
@Timeout(60)
class HostileRouteTest {

    private static final int MANY = 10;

    @TempDir
    Path spool;

    private DicomTestContext camel;
    private int port;

    private void start(String options) throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("dicom:HUB@127.0.0.1:0?maxAssociations=2&artimTimeout=500&idleTimeout=500&spoolThreshold=1KiB"
                                        + "&spoolDirectory=" + spool + options)
                                .routeId("hub")
                                .process(exchange -> exchange.getIn()
                                        .getBody(DicomObject.class)
                                        .attributes());
                    }
                })
                .start();
        port = camel.consumer("hub").getPort();
    }

    /** A good peer is served, and nothing is left behind. */
    @AfterEach
    void a_good_peer_is_served_and_nothing_is_left() throws Exception {
        try {
            await("no place is free", () -> camel.consumer("hub").getAssociations() == 0);
            assertNull(camel.send(camel.uri("hub") + "?associationLinger=0", TestObjects.ct(200_000))
                    .getException());
            await("associations left", () -> camel.consumer("hub").getAssociations() == 0);
            await("files left", () -> DicomTestContext.spooled(spool).isEmpty());
        } finally {
            camel.close();
        }
    }

    @Test
    void associations_that_break_within_an_object_give_their_places_back() throws Exception {
        start("");
        for (int i = 0; i < MANY; i++) {
            ScriptedPeer peer = associated(UID.ExplicitVRLittleEndian)
                    .sendRaw(bytes(store(TestObjects.dataSet(TestObjects.ct(500_000))), 300_000));
            (i % 2 == 0 ? peer.reset() : peer.hangUp()).connect(port).join();
            await("a place is not given back", () -> camel.consumer("hub").getAssociations() == 0);
        }
    }

    @Test
    void silent_peers_hold_their_places_for_the_idle_time_only() throws Exception {
        start("");
        List<ScriptedPeer> silent = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            silent.add(associated(UID.ExplicitVRLittleEndian).expectClosed().connect(port));
        }
        silent.forEach(peer -> peer.take(AssociateAc.class));

        ScriptedPeer third = new ScriptedPeer()
                .send(request(UID.ExplicitVRLittleEndian))
                .expect(AssociateRj.class)
                .expectClosed()
                .connect(port)
                .join();

        assertEquals(
                RejectReason.LOCAL_LIMIT_EXCEEDED.code(),
                third.take(AssociateRj.class).reason());
        for (ScriptedPeer peer : silent) {
            peer.join().take(Abort.class);
        }
    }

    @Test
    void a_data_set_that_never_ends_is_aborted() throws Exception {
        start("&maxObjectSize=1MiB");
        ScriptedPeer peer = associated(UID.ExplicitVRLittleEndian)
                .sendRaw(bytes(store(TestObjects.dataSet(TestObjects.ct(3_000_000))), 2_900_000))
                .expectClosed()
                .connect(port)
                .join();

        peer.take(AssociateAc.class);
        peer.take(Abort.class);
    }

    @Test
    void an_element_of_4_gib_in_a_short_data_set_is_refused() throws Exception {
        start("");
        byte[] dataSet = withElement((byte) 'O', (byte) 'B', 0xFFFF_FFFE);
        refused(UID.ExplicitVRLittleEndian, dataSet, Status.CannotUnderstand);
    }

    @Test
    void sequences_in_sequences_without_end_are_refused() throws Exception {
        start("");
        ByteArrayOutputStream dataSet = new ByteArrayOutputStream();
        dataSet.writeBytes(head());
        for (int i = 0; i < 20_000; i++) {
            dataSet.writeBytes(new byte[] {0x40, 0, 0x75, 2, 'S', 'Q', 0, 0, -1, -1, -1, -1});
            dataSet.writeBytes(new byte[] {-2, -1, 0, -32, -1, -1, -1, -1});
        }
        refused(UID.ExplicitVRLittleEndian, dataSet.toByteArray(), Status.CannotUnderstand);
    }

    @Test
    void a_deflate_bomb_is_refused() throws Exception {
        start("&maxElementLength=1MiB");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bomb, new Deflater(9, true))) {
            deflated.write(withElement((byte) 'O', (byte) 'B', 1 << 28));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1 << 8; i++) {
                deflated.write(zeros);
            }
        }
        refused(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.uid(), bomb.toByteArray(), Status.CannotUnderstand);
    }

    /** The object is answered with this status, and the association goes on. */
    private void refused(String transferSyntax, byte[] dataSet, int status) {
        associated(transferSyntax)
                .send(store(dataSet))
                .expectStatus(status)
                .send(store(dataSet))
                .expectStatus(status)
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp()
                .connect(port)
                .join();
    }

    private static byte[] head() {
        return element(0x0008, 0x0018, "1.2.3.4\0");
    }

    private static byte[] withElement(byte vr1, byte vr2, int length) {
        byte[] head = head();
        return ByteBuffer.allocate(head.length + 12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(head)
                .putShort((short) 0x0042)
                .putShort((short) 0x0011)
                .put(vr1)
                .put(vr2)
                .putShort((short) 0)
                .putInt(length)
                .array();
    }

    private static byte[] element(int group, int element, String uid) {
        byte[] value = uid.getBytes(StandardCharsets.US_ASCII);
        byte[] sopClass = (UID.CTImageStorage + "\0").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(16 + value.length + sopClass.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x0008)
                .putShort((short) 0x0016)
                .put(new byte[] {'U', 'I'})
                .putShort((short) sopClass.length)
                .put(sopClass)
                .putShort((short) group)
                .putShort((short) element)
                .put(new byte[] {'U', 'I'})
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    private static DimseMessage store(byte[] dataSet) {
        return DimseMessage.store(1, 1, UID.CTImageStorage, "1.2.3.4", dataSet);
    }

    private static ScriptedPeer associated(String transferSyntax) {
        return new ScriptedPeer().requestAssociation(request(transferSyntax));
    }

    private static AssociateRq request(String transferSyntax) {
        return new AssociateRq(
                "HUB",
                "EVIL",
                List.of(new PresentationContextRq(1, UID.CTImageStorage, List.of(transferSyntax))),
                new UserInformation(List.of()));
    }

    /** The first bytes of all PDUs of a message. */
    private static byte[] bytes(DimseMessage message, int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        message.pdus().forEach(pdu -> {
            ByteBuffer bytes = PduEncoder.encode(pdu);
            all.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        });
        return Arrays.copyOf(all.toByteArray(), count);
    }

    private static void await(String otherwise, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(otherwise);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
