package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.EnumSource.Mode.MATCH_NONE;

import io.cameldicom.it.peer.DcmRecv;
import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Orthanc;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.Scu.Result;
import io.cameldicom.it.peer.StoragePeer;
import io.cameldicom.it.peer.StoreScp;
import io.cameldicom.it.wire.Part10File;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every transfer syntax crosses the hub untouched. DCMTK's senders re-encode some data sets (they recalculate lengths),
 * so each sample is also sent straight to the receiver: what arrives through the hub must be those bytes.
 */
@Tag("interop")
class EveryTransferSyntaxIT {
    @RegisterExtension
    static final StoreScp storescp = StoreScp.forEverySample();

    @RegisterExtension
    static final DcmRecv dcmrecv = new DcmRecv();

    @RegisterExtension
    static final Orthanc orthanc = new Orthanc();

    @RegisterExtension
    static final Hub hub = new Hub()
            .routes("forward-by-called-ae-title")
            .set("it.storescp", storescp.port())
            .set("it.dcmrecv", dcmrecv.port())
            .set("it.orthanc", orthanc.port());

    @ParameterizedTest
    @EnumSource
    void storescu_to_storescp(Sample sample) throws Exception {
        assertCrossesUntouched(sample, storescp, Scu::store);
    }

    /** Without the uncompressed ones: dcmsend offers these together and converts to the one that is accepted. */
    @ParameterizedTest
    @EnumSource(mode = MATCH_NONE, names = ".*_VR_.*_ENDIAN")
    void dcmsend_to_dcmrecv(Sample sample) throws Exception {
        assertCrossesUntouched(
                sample,
                dcmrecv,
                (port, called, s) -> Scu.send(port, called, s.file().path()));
    }

    @ParameterizedTest
    @EnumSource
    void storescu_to_orthanc(Sample sample) throws Exception {
        assertCrossesUntouched(sample, orthanc, Scu::store);
    }

    private interface Sender {
        Result send(int port, String called, Sample sample) throws Exception;
    }

    /** The hub's route forwards to the peer whose AE title was called. */
    private void assertCrossesUntouched(Sample sample, StoragePeer receiver, Sender sender) throws Exception {
        Arrived direct = sendAndTake(sample, receiver.port(), receiver, sender);
        Arrived routed = sendAndTake(sample, hub.port(), receiver, sender);
        assertEquals(direct, routed);
        assertEquals(sample.transferSyntaxUid(), routed.transferSyntaxUid());
    }

    private record Arrived(String transferSyntaxUid, String dataSetSha256) {}

    private static Arrived sendAndTake(Sample sample, int port, StoragePeer receiver, Sender sender) throws Exception {
        Result result = sender.send(port, receiver.aeTitle(), sample);
        assertEquals(0, result.exitCode(), result::output);
        Part10File file = receiver.take(sample.file().sopInstanceUid());
        return new Arrived(file.transferSyntaxUid(), file.dataSetSha256());
    }
}
