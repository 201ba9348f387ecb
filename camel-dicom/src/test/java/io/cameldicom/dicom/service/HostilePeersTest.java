package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.AbortSource;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.ul.AssociationServer;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.testing.Alterations;
import io.cameldicom.testing.DimseMessage;
import io.cameldicom.testing.PeerWire;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Hostile and broken peers of a storage SCP. Each gets the right answer, is named in the log, leaves no thread, no socket
 * and no association behind, and does not hold up a good association beside it.
 */
@Timeout(60)
class HostilePeersTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration DRIP = Duration.ofMillis(10);
    private static final int MAX_PDU_LENGTH = 16_384;
    private static final int MAX_DATA_SET_LENGTH = 200_000;
    private static final AssociateRq REQUEST = request(
            new PresentationContextRq(1, UID.Verification, List.of(UID.ImplicitVRLittleEndian)),
            new PresentationContextRq(3, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian)),
            new PresentationContextRq(5, UID.MRImageStorage, List.of(UID.ExplicitVRLittleEndian)),
            new PresentationContextRq(
                    7, UID.ModalityWorklistInformationModelFind, List.of(UID.ImplicitVRLittleEndian)));
    private static final DimseMessage STORE = DimseMessage.store(3, 1, UID.CTImageStorage, "1.2.3.4", new byte[8_000]);
    private static final DimseMessage ECHO = DimseMessage.echo(1, 2);

    private final Leftovers leftovers = new Leftovers();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 100, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
    private final Log log = new Log();
    private ApplicationEntity entity;
    private ApplicationEntityHost host;
    private GoodNeighbour neighbour;

    @BeforeEach
    void start() throws IOException {
        host = ApplicationEntityHost.start(
                new InetSocketAddress("127.0.0.1", 0),
                threads,
                Timeouts.DEFAULT
                        .withArtim(SHORT)
                        .withIdle(SHORT)
                        .withRelease(SHORT)
                        .withWrite(SHORT),
                AssociationServer.Limits.DEFAULT);
        entity = ApplicationEntity.builder("HUB")
                .service(new StorageScp(HostilePeersTest::take))
                .maxPduLength(MAX_PDU_LENGTH)
                .maxDataSetLength(MAX_DATA_SET_LENGTH)
                .build();
        host.add(entity);
        neighbour = new GoodNeighbour(AssociationRequestor.to("HUB", "127.0.0.1", host.port(), threads));
    }

    @AfterEach
    void nothing_is_left() throws Exception {
        neighbour.awaitProgress();
        Leftovers.await("associations left", () -> host.associations(entity).size() == 1);
        neighbour.close();
        Leftovers.await("associations left", () -> host.associations(entity).isEmpty());
        Leftovers.await("threads left", () -> threads.getActiveCount() == 1);
        host.close();
        Leftovers.await("threads left", () -> threads.getActiveCount() == 0);
        leftovers.awaitNone();
        threads.shutdown();
        log.stop();
    }

    // peers that are slow or silent

    static Stream<Arguments> before_the_request() {
        return Stream.of(
                Arguments.of("says nothing", new ScriptedPeer().expectClosed()),
                Arguments.of("lets a request drip", new ScriptedPeer().dripUntilClosed(bytes(REQUEST), DRIP)),
                Arguments.of(
                        "stops within a request",
                        new ScriptedPeer()
                                .sendAltered(REQUEST, Alterations.cutTo(100))
                                .expectClosed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("before_the_request")
    void without_a_whole_request_in_time_a_peer_is_closed_without_a_word(String what, ScriptedPeer peer) {
        play(peer);

        assertEquals(0, peer.untaken());
        log.await("127.0.0.1", "waited 300 ms for A-ASSOCIATE-RQ");
    }

    static Stream<Arguments> silent() {
        PDataTf fragment = STORE.pdus().get(1);
        return Stream.of(
                Arguments.of("after the negotiation", associated().expectClosed()),
                Arguments.of("after a command", associated().send(command()).expectClosed()),
                Arguments.of(
                        "within a data set",
                        associated()
                                .send(command())
                                .sendTruncated(fragment, 500)
                                .expectClosed()),
                Arguments.of(
                        "letting a fragment drip", associated().send(command()).dripUntilClosed(bytes(fragment), DRIP)),
                Arguments.of(
                        "letting fragments drip", associated().send(command()).dripUntilClosed(bytes(oneByte()), DRIP)),
                Arguments.of(
                        "letting a command drip", associated().dripUntilClosed(bytes(fragments(1, true, 8_000)), DRIP)),
                Arguments.of(
                        "within a release request",
                        associated().sendTruncated(new ReleaseRq(), 5).expectClosed()),
                Arguments.of(
                        "asking for a release within a fragment",
                        associated()
                                .send(command())
                                .sendTruncated(fragment, 500)
                                .send(new ReleaseRq())
                                .expectClosed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silent")
    void a_peer_that_falls_silent_or_lets_bytes_drip_is_aborted_by_the_user(String when, ScriptedPeer peer) {
        play(peer);

        peer.take(AssociateAc.class);
        assertEquals(AbortSource.SERVICE_USER.code(), abort(peer).source());
        log.await("HUB<-EVIL#", "waited 300 ms for");
    }

    @Test
    void a_peer_that_does_not_close_after_its_release_is_closed() {
        ScriptedPeer peer =
                associated().send(new ReleaseRq()).expect(ReleaseRp.class).expectClosed();
        play(peer);
    }

    @Test
    void a_peer_that_stops_reading_is_closed() {
        ScriptedPeer peer = new ScriptedPeer()
                .receiveBuffer(4096)
                .requestAssociation(REQUEST)
                .step("ask without end and read no answer", HostilePeersTest::askWithoutEnd)
                .hangUp();
        play(peer);

        log.await("HUB<-EVIL#", "waited 300 ms for the peer to take data");
    }

    private static void askWithoutEnd(PeerWire wire) {
        ByteBuffer echo = bytes(ECHO.pdus().get(0));
        try {
            while (true) {
                wire.write(echo);
            }
        } catch (IOException e) {
            // closed by the other side, which was to happen
        }
    }

    // connections that break

    static Stream<Arguments> breaks() {
        PDataTf fragment = STORE.pdus().get(1);
        return Stream.of(
                Arguments.of("before the request", new ScriptedPeer()),
                Arguments.of("within the request", new ScriptedPeer().sendTruncated(REQUEST, 50)),
                Arguments.of("before the answer", new ScriptedPeer().send(REQUEST)),
                Arguments.of("after the negotiation", associated()),
                Arguments.of("within a command", associated().sendTruncated(command(), 30)),
                Arguments.of("after a command", associated().send(command())),
                Arguments.of("within a fragment", associated().send(command()).sendTruncated(fragment, 500)),
                Arguments.of("before a response", associated().send(STORE)),
                Arguments.of("within a release request", associated().sendTruncated(new ReleaseRq(), 5)),
                Arguments.of("after a release request", associated().send(new ReleaseRq())),
                Arguments.of("after an abort", associated().send(Abort.byUser())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void a_reset_leaves_nothing_behind(String when, ScriptedPeer peer) {
        play(peer.reset());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void a_close_without_release_leaves_nothing_behind(String when, ScriptedPeer peer) {
        play(peer.hangUp());
    }

    @Test
    void an_association_that_is_lost_is_in_the_log() {
        play(associated().send(command()).reset());

        log.await("HUB<-EVIL#", "connection lost");
    }

    // what is against the protocol

    static Stream<Arguments> breaches() {
        AbortReason value = AbortReason.INVALID_PDU_PARAMETER_VALUE;
        return Stream.of(
                breach(
                        "HTTP",
                        AbortReason.UNRECOGNIZED_PDU,
                        new ScriptedPeer().sendRaw("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
                breach("data before the request", AbortReason.UNEXPECTED_PDU, new ScriptedPeer().send(command())),
                breach(
                        "a request of 4 GiB",
                        value,
                        new ScriptedPeer().sendAltered(REQUEST, Alterations.announcedLength(0xFFFF_FFFFL))),
                breach(
                        "a request shorter than its fields",
                        value,
                        new ScriptedPeer().sendAltered(REQUEST, Alterations.announcedLength(40))),
                breach(
                        "even context ids",
                        value,
                        new ScriptedPeer().sendAltered(REQUEST, Alterations.evenContextIds())),
                breach("65,535 contexts", value, new ScriptedPeer().sendRaw(contexts(65_535))),
                breach("10,000 contexts", value, new ScriptedPeer().sendRaw(contexts(10_000))),
                breach(
                        "a second request",
                        AbortReason.UNEXPECTED_PDU,
                        associated().send(REQUEST)),
                breach(
                        "an answer to no request",
                        AbortReason.UNEXPECTED_PDU,
                        associated().send(new ReleaseRp())),
                breach(
                        "a PDU of an unknown type",
                        AbortReason.UNRECOGNIZED_PDU,
                        associated().sendAltered(command(), Alterations.type(0x55))),
                breach(
                        "a PDU of 4 GiB",
                        value,
                        associated().sendAltered(command(), Alterations.announcedLength(0xFFFF_FFFFL))),
                breach(
                        "a PDU longer than announced",
                        value,
                        associated()
                                .send(new PDataTf(
                                        List.of(new Pdv(3, false, false, ByteBuffer.allocate(MAX_PDU_LENGTH)))))),
                breach("a fragment of 4 GiB", value, associated().sendAltered(command(), pdu -> pdu.putInt(6, -1))),
                breach("a context that was not proposed", value, associated().send(DimseMessage.echo(99, 1))),
                breach("a context that was not accepted", value, associated().send(DimseMessage.echo(7, 1))),
                breach(
                        "empty fragments without end",
                        value,
                        associated().send(command()).sendRaw(repeat(bytes(fragments(3, false, 0)), 2_000))),
                breach(
                        "fragments of two contexts in turns",
                        AbortReason.UNEXPECTED_PDU_PARAMETER,
                        associated().send(command()).send(new PDataTf(List.of(pdv(3, 100), pdv(5, 100), pdv(3, 100))))),
                breach(
                        "a command within a data set",
                        AbortReason.UNEXPECTED_PDU_PARAMETER,
                        associated()
                                .send(command())
                                .send(fragments(3, false, 100))
                                .send(fragments(3, true, 100))));
    }

    private static Arguments breach(String what, AbortReason reason, ScriptedPeer peer) {
        return Arguments.of(what, reason, peer.expectClosed());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void a_breach_of_protocol_is_answered_by_an_abort_of_the_provider(
            String what, AbortReason reason, ScriptedPeer peer) {
        play(peer);

        Pdu first = peer.take(Pdu.class);
        Abort abort = first instanceof Abort only ? only : peer.take(Abort.class);
        assertEquals(AbortSource.SERVICE_PROVIDER.code(), abort.source());
        assertEquals(reason.code(), abort.reason());
        // before it is accepted an association has no name yet
        log.await("127.0.0.1", first instanceof AssociateAc ? "HUB<-EVIL#" : "sent no DICOM");
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("a data set without a command", associated().send(fragments(3, false, 100))),
                Arguments.of("a command of noise", associated().send(last(1, true, new byte[] {1, 2, 3}))),
                Arguments.of(
                        "a command without end", associated().sendRaw(repeat(bytes(fragments(1, true, 100)), 700))),
                Arguments.of(
                        "a data set in another context",
                        associated().send(command()).send(last(5, false, new byte[10]))),
                Arguments.of(
                        "a command for a data set", associated().send(command()).send(ECHO)),
                Arguments.of(
                        "a data set that never ends",
                        associated().send(command()).sendRaw(repeat(bytes(fragments(3, false, 16_000)), 40))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void messages_that_cannot_be_answered_are_aborted_by_the_user(String what, ScriptedPeer peer) {
        play(peer.expectClosed());

        assertEquals(AbortSource.SERVICE_USER.code(), abort(peer).source());
        log.await("HUB<-EVIL#");
    }

    // what is only odd

    @Test
    void thousands_of_one_byte_fragments_are_one_data_set() {
        play(associated()
                .send(command())
                .sendRaw(repeat(bytes(oneByte()), 5_000))
                .send(last(3, false, new byte[1]))
                .expectStatus(Status.Success)
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp());
    }

    @Test
    void a_data_set_longer_than_taken_is_answered_a700_and_the_association_goes_on() {
        play(associated()
                .send(DimseMessage.store(3, 1, UID.CTImageStorage, "1.2.3", new byte[MAX_DATA_SET_LENGTH + 2]))
                .expectStatus(Status.OutOfResources)
                .send(STORE)
                .expectStatus(Status.Success)
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp());
    }

    @Test
    void ae_titles_padded_with_nul_are_understood() {
        play(new ScriptedPeer()
                .sendAltered(REQUEST, Alterations.nulPaddedAeTitles())
                .expect(AssociateAc.class)
                .send(ECHO)
                .expectStatus(Status.Success)
                .send(new ReleaseRq())
                .expect(ReleaseRp.class)
                .hangUp());
    }

    @Test
    void many_hostile_peers_at_once_do_not_hold_up_a_good_association() {
        List<ScriptedPeer> peers = new ArrayList<>();
        before_the_request()
                .forEach(arguments -> peers.add((ScriptedPeer) arguments.get()[1]));
        silent().forEach(arguments -> peers.add((ScriptedPeer) arguments.get()[1]));
        breaches().forEach(arguments -> peers.add((ScriptedPeer) arguments.get()[2]));
        peers.forEach(peer -> peer.connect(host.port()));

        neighbour.awaitProgress();

        peers.forEach(ScriptedPeer::join);
    }

    private void play(ScriptedPeer peer) {
        peer.connect(host.port());
        neighbour.awaitProgress();
        peer.join();
    }

    private static Abort abort(ScriptedPeer peer) {
        Pdu pdu = peer.take(Pdu.class);
        while (!(pdu instanceof Abort)) {
            assertInstanceOf(AssociateAc.class, pdu);
            pdu = peer.take(Pdu.class);
        }
        return (Abort) pdu;
    }

    private static ScriptedPeer associated() {
        return new ScriptedPeer().requestAssociation(REQUEST);
    }

    private static AssociateRq request(PresentationContextRq... contexts) {
        return new AssociateRq("HUB", "EVIL", List.of(contexts), new UserInformation(List.of()));
    }

    /** An A-ASSOCIATE-RQ with so many contexts, whose ids begin again and again. */
    private static byte[] contexts(int count) {
        byte[] one = {0x20, 0, 0, 17, 1, 0, 0, 0, 0x30, 0, 0, 1, '1', 0x40, 0, 0, 4, '1', '.', '2', '0'};
        int header = PduEncoder.encode(request()).remaining();
        ByteBuffer all = ByteBuffer.allocate(header + count * one.length);
        all.put(PduEncoder.encode(request()));
        for (int i = 0; i < count; i++) {
            all.put(one);
        }
        all.putInt(2, all.capacity() - 6);
        return all.array();
    }

    private static PDataTf command() {
        return STORE.commandPdus(DimseMessage.USUAL_FRAGMENT).get(0);
    }

    private static PDataTf oneByte() {
        return fragments(3, false, 1);
    }

    private static PDataTf fragments(int contextId, boolean command, int length) {
        return new PDataTf(List.of(new Pdv(contextId, command, false, ByteBuffer.allocate(length))));
    }

    private static PDataTf last(int contextId, boolean command, byte[] data) {
        return new PDataTf(List.of(new Pdv(contextId, command, true, ByteBuffer.wrap(data))));
    }

    private static Pdv pdv(int contextId, int length) {
        return new Pdv(contextId, false, false, ByteBuffer.allocate(length));
    }

    private static ByteBuffer bytes(Pdu pdu) {
        return PduEncoder.encode(pdu);
    }

    private static byte[] repeat(ByteBuffer bytes, int times) {
        ByteBuffer all = ByteBuffer.allocate(bytes.remaining() * times);
        for (int i = 0; i < times; i++) {
            all.put(bytes.duplicate());
        }
        return all.array();
    }

    private static StoreResult take(StoreRequest request) throws IOException {
        request.dataSet().skip(Long.MAX_VALUE);
        return StoreResult.SUCCESS;
    }

    /** What the engine says at INFO and above. */
    private static final class Log extends AppenderBase<ILoggingEvent> {

        private final Logger logger = (Logger) LoggerFactory.getLogger("io.cameldicom.dicom");
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Log() {
            logger.setLevel(Level.INFO);
            logger.setAdditive(false);
            logger.addAppender(this);
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }

        void await(String... words) {
            Leftovers.await("no line with " + List.of(words) + " in " + lines, () -> lines.stream()
                    .anyMatch(line -> Stream.of(words).allMatch(line::contains)));
        }

        @Override
        public void stop() {
            super.stop();
            logger.detachAppender(this);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
    }
}
