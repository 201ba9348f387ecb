package io.cameldicom.dicom.dimse;

import static io.cameldicom.dicom.dimse.Messages.CT;
import static io.cameldicom.dicom.dimse.Messages.VERIFICATION;
import static io.cameldicom.dicom.dimse.Messages.command;
import static io.cameldicom.dicom.dimse.Messages.commandOf;
import static io.cameldicom.dicom.dimse.Messages.data;
import static io.cameldicom.dicom.dimse.Messages.echo;
import static io.cameldicom.dicom.dimse.Messages.pdu;
import static io.cameldicom.dicom.dimse.Messages.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.SocketTransport;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What peers send to a session that performs C-ECHO and C-STORE, the way they should and other ways. */
class PerformingSessionTest {
    /** The data sets that came, in hexadecimal digits; the handler answers success. */
    private final List<String> stored = new ArrayList<>();

    private DimseHandler storage = request -> {
        stored.add(HexFormat.of().formatHex(request.dataSet().readAllBytes()));
        request.respond(Status.Success, null);
    };

    private Throwable failure;

    @Test
    void a_message_in_one_pdu() throws Exception {
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, store(7)), data(CT, true, 1, 2, 3, 4)))
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.Success);
        assertEquals(List.of("01020304"), stored);
        assertNull(failure);
    }

    @Test
    void fragments_of_one_byte_each_in_a_pdu_of_its_own() throws Exception {
        ScriptedPeer peer = associated();
        ByteBuffer encoded = store(7).encode();
        while (encoded.hasRemaining()) {
            ByteBuffer one = ByteBuffer.wrap(new byte[] {encoded.get()});
            peer.send(pdu(new Pdv(CT, true, !encoded.hasRemaining(), one)));
        }
        peer.send(pdu(data(CT, false, 1))).send(pdu(data(CT, false, 2))).send(pdu(data(CT, true, 3)));
        peer.expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.Success);
        assertEquals(List.of("010203"), stored);
    }

    @Test
    void fragments_without_bytes_and_many_fragments_in_a_pdu() throws Exception {
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, store(7)), data(CT, false), data(CT, false, 1, 2), data(CT, false)))
                .send(pdu(data(CT, false, 3), data(CT, false, 4, 5), data(CT, true)))
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.Success);
        assertEquals(List.of("0102030405"), stored);
    }

    @Test
    void a_data_set_without_bytes() throws Exception {
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, store(7))))
                .send(pdu(data(CT, true)))
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.Success);
        assertEquals(List.of(""), stored);
    }

    @Test
    void the_same_message_id_twice_and_message_id_zero_are_nothing_to_refuse() throws Exception {
        ScriptedPeer peer = associated();
        for (int messageId : new int[] {5, 5, 0}) {
            peer.send(pdu(command(VERIFICATION, echo(messageId)))).expect(PDataTf.class);
        }

        release(peer);

        assertResponse(peer, Dimse.C_ECHO_RSP, 5, Status.Success);
        assertResponse(peer, Dimse.C_ECHO_RSP, 5, Status.Success);
        assertResponse(peer, Dimse.C_ECHO_RSP, 0, Status.Success);
    }

    @Test
    void an_unknown_command_is_answered_0211_with_the_response_bit_set() throws Exception {
        CommandSet unknown = echo(7).setInt(Tag.CommandField, 0x0042);
        ScriptedPeer peer =
                associated().send(pdu(command(VERIFICATION, unknown))).expect(PDataTf.class);

        release(peer);

        CommandSet response = response(peer);
        assertEquals(0x8042, response.commandField());
        assertEquals(Status.UnrecognizedOperation, response.status());
    }

    @Test
    void a_command_nobody_performs_is_answered_0211_and_its_data_set_skipped() throws Exception {
        CommandSet find = CommandSet.request(Dimse.C_FIND_RQ, UID.CTImageStorage, null)
                .setInt(Tag.MessageID, 7)
                .setDataSetPresent(true);
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, find), data(CT, true, 1, 2)))
                .expect(PDataTf.class)
                .send(pdu(command(VERIFICATION, echo(8))))
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_FIND_RSP, 7, Status.UnrecognizedOperation);
        assertResponse(peer, Dimse.C_ECHO_RSP, 8, Status.Success);
    }

    @Test
    void another_sop_class_than_the_contexts_is_answered_0122() throws Exception {
        CommandSet mr = store(7).setString(Tag.AffectedSOPClassUID, UID.MRImageStorage);
        ScriptedPeer peer =
                associated().send(pdu(command(CT, mr), data(CT, true, 1, 2))).expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.SOPClassNotSupported);
        assertEquals(List.of(), stored);
    }

    @Test
    void a_cancel_of_nothing_is_ignored() throws Exception {
        CommandSet cancel = CommandSet.request(Dimse.C_CANCEL_RQ, UID.CTImageStorage, null)
                .setInt(Tag.MessageIDBeingRespondedTo, 3)
                .setDataSetPresent(false);
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, cancel)))
                .send(pdu(command(VERIFICATION, echo(8))))
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_ECHO_RSP, 8, Status.Success);
    }

    @Test
    void a_response_nobody_waits_for_is_ignored() throws Exception {
        CommandSet response = CommandSet.responseTo(store(9), Status.Success).setDataSetPresent(true);
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, response), data(CT, true, 1, 2)))
                .send(pdu(command(VERIFICATION, echo(8))))
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_ECHO_RSP, 8, Status.Success);
    }

    @Test
    void a_handler_that_does_not_answer_is_answered_for() throws Exception {
        storage = request -> {};
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, store(7)), data(CT, true, 1, 2)))
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.ProcessingFailure);
    }

    @Test
    void a_handler_can_answer_pending_any_number_of_times_but_finally_only_once() throws Exception {
        storage = request -> {
            CommandSet command = request.command();
            request.respond(
                    CommandSet.responseTo(command, Status.Pending),
                    sink -> sink.write(ByteBuffer.wrap(new byte[] {8, 9})));
            request.respond(CommandSet.responseTo(command, Status.PendingWarning), null);
            request.respond(Status.Success, null);
            assertThrows(IllegalStateException.class, () -> request.respond(Status.Success, null));
        };
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, store(7)), data(CT, true, 1, 2)))
                .expect(PDataTf.class)
                .expect(PDataTf.class)
                .expect(PDataTf.class)
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.Pending);
        assertEquals(
                ByteBuffer.wrap(new byte[] {8, 9}),
                peer.take(PDataTf.class).pdvs().get(0).data());
        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.PendingWarning);
        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.Success);
    }

    @Test
    void another_association_that_breaks_is_a_failure_of_the_operation() throws Exception {
        storage = request -> {
            ScriptedPeer broken = new ScriptedPeer().expect(AssociateRq.class).hangUp();
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), broken.listen());
            Association.request(
                    SocketTransport.connect(address, Duration.ofSeconds(20)), Messages.RQ, Timeouts.DEFAULT);
        };
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, store(7)), data(CT, true, 1, 2)))
                .expect(PDataTf.class);

        release(peer);

        assertResponse(peer, Dimse.C_STORE_RSP, 7, Status.ProcessingFailure);
    }

    @Test
    void a_data_set_without_a_command_set_is_aborted() throws Exception {
        assertAborted(associated().send(pdu(data(CT, true, 1, 2))), "without a command set");
    }

    @Test
    void a_command_set_where_a_data_set_was_announced_is_aborted() throws Exception {
        assertAborted(
                associated().send(pdu(command(CT, store(7)), command(CT, store(8)))),
                "before the data set of another message");
    }

    @Test
    void a_command_set_within_a_data_set_is_aborted() throws Exception {
        assertAborted(
                associated().send(pdu(command(CT, store(7)), data(CT, false, 1, 2), command(CT, store(8)))), "command");
    }

    @Test
    void a_data_set_in_another_context_than_its_command_set_is_aborted() throws Exception {
        assertAborted(
                associated().send(pdu(command(CT, store(7)), data(VERIFICATION, true, 1, 2))),
                "in presentation context 1");
    }

    @Test
    void a_data_set_that_changes_context_is_aborted() throws Exception {
        assertAborted(
                associated().send(pdu(command(CT, store(7)), data(CT, false, 1, 2), data(VERIFICATION, true, 1, 2))),
                "context 1");
    }

    @Test
    void a_malformed_command_set_is_aborted() throws Exception {
        Pdv rubbish = new Pdv(CT, true, true, Hex.bytes("00000001 FF000000 0100"));

        assertAborted(associated().send(pdu(rubbish)), "goes beyond");
    }

    @Test
    void a_command_set_without_end_is_aborted() throws Exception {
        ScriptedPeer peer = associated();
        for (int i = 0; i < 9; i++) {
            peer.send(pdu(new Pdv(CT, true, false, ByteBuffer.allocate(8_000))));
        }

        assertAborted(peer, "longer than 65536");
    }

    @Test
    void a_release_within_a_message_is_no_object() throws Exception {
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, store(7)), data(CT, false, 1, 2)))
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp();

        play(peer);

        assertInstanceOf(IOException.class, failure);
        assertEquals(List.of(), stored);
    }

    @Test
    void a_connection_lost_within_a_message_is_no_object() throws Exception {
        ScriptedPeer peer = associated()
                .send(pdu(command(CT, store(7)), data(CT, false, 1, 2)))
                .hangUp();

        play(peer);

        assertInstanceOf(IOException.class, failure);
        assertEquals(List.of(), stored);
    }

    private static ScriptedPeer associated() {
        return new ScriptedPeer().send(Messages.RQ).expect(AssociateAc.class);
    }

    private void release(ScriptedPeer peer) throws Exception {
        play(peer.send(new ReleaseRq()).expect(ReleaseRp.class).hangUp());
        assertNull(failure);
    }

    private void assertAborted(ScriptedPeer peer, String reason) throws Exception {
        play(peer.expect(Abort.class).hangUp());
        assertTrue(failure.getMessage().contains(reason), failure.getMessage());
        assertEquals(List.of(), stored);
    }

    /** Runs the script against a session until both have ended. */
    private void play(ScriptedPeer peer) throws Exception {
        DimseHandler verification = request -> request.respond(Status.Success, null);
        DimseHandlers handlers = (dimse, sopClass) -> switch (dimse) {
            case C_ECHO_RQ -> verification;
            case C_STORE_RQ -> storage;
            default -> null;
        };
        try (peer;
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            peer.connect(listener.socket().getLocalPort());
            Association association = Association.accept(
                    new SocketTransport(listener.accept()),
                    (rq, remote) -> ScriptedPeer.acceptAll(rq, 16_384),
                    Timeouts.DEFAULT);
            DimseSession session = new DimseSession(association, handlers);
            session.run();
            failure = session.failure();
            peer.join();
        }
        peer.take(AssociateAc.class);
    }

    private static CommandSet response(ScriptedPeer peer) {
        return commandOf(peer.take(PDataTf.class));
    }

    private static void assertResponse(ScriptedPeer peer, Dimse dimse, int messageId, int status) {
        CommandSet response = response(peer);
        assertEquals(dimse, response.dimse());
        assertEquals(messageId, response.messageIdBeingRespondedTo());
        assertEquals(status, response.status());
    }
}
