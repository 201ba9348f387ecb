package io.cameldicom.component;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.ImplementationClassUid;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.SocketTransport;
import io.cameldicom.dicom.ul.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** A sender that hangs up in the middle of an object. */
final class BrokenSender {

    private BrokenSender() {}

    static void storeHalf(int port, String calledAeTitle) throws IOException {
        UserInformation user =
                new UserInformation(List.of(new MaximumLength(16_384), new ImplementationClassUid("1.2.3")));
        AssociateRq rq = new AssociateRq(
                calledAeTitle,
                "BROKEN",
                List.of(new PresentationContextRq(1, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian))),
                user);
        Association association = Association.request(
                SocketTransport.connect(new InetSocketAddress("127.0.0.1", port), Duration.ofSeconds(5)),
                rq,
                Timeouts.DEFAULT);
        CommandSet store = CommandSet.request(Dimse.C_STORE_RQ, UID.CTImageStorage, "1.2.3")
                .setDataSetPresent(true);
        try {
            association.writeMessage(1, store.encode(), sink -> {
                sink.write(ByteBuffer.allocate(400_000));
                throw new IOException("power failure");
            });
        } catch (IOException e) {
            association.close();
        }
    }
}
