package io.cameldicom.fuzz;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.StorageScp;
import io.cameldicom.dicom.service.StoreRequest;
import io.cameldicom.dicom.service.StoreResult;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.Scheduler;
import io.cameldicom.dicom.ul.Timeouts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.List;

/**
 * Everything a peer may send to a storage SCP. The first byte says how the bytes arrive and whether a good
 * A-ASSOCIATE-RQ goes before them. Whatever comes, the connection is closed in the end and nothing but an
 * {@link IOException} tells of it.
 */
public final class AssociationTarget {

    /** In the first byte: the input begins with its own A-ASSOCIATE-RQ. */
    static final int OWN_REQUEST = 1;
    /** In the first byte: a read gets few bytes at a time. */
    static final int IN_PIECES = 2;

    private static final int PIECE = 7;
    static final Scheduler NO_CLOCK = new Scheduler() {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Runnable schedule(Runnable task, long delayNanos) {
            return () -> {};
        }
    };
    private static final ApplicationEntity ENTITY = ApplicationEntity.builder(ApplicationEntity.ANY)
            .service(new StorageScp(AssociationTarget::store))
            .maxPduLength(16_384)
            .maxDataSetLength(100_000)
            .build();

    static final AssociateRq REQUEST = new AssociateRq(
            "HUB",
            "CT1",
            List.of(
                    new PresentationContextRq(1, UID.Verification, List.of(UID.ImplicitVRLittleEndian)),
                    new PresentationContextRq(3, UID.CTImageStorage, List.of(UID.ExplicitVRLittleEndian))),
            new UserInformation(List.of()));

    private AssociationTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int atOnce = (input[0] & IN_PIECES) == 0 ? Integer.MAX_VALUE : PIECE;
        MemoryTransport transport = new MemoryTransport(sent(input), atOnce);
        try {
            Association association = Association.accept(transport, ENTITY::answer, Timeouts.DEFAULT, NO_CLOCK);
            if (association != null) {
                new DimseSession(association, ENTITY, 100_000).serve();
            }
        } catch (IOException e) {
            // how a session with a broken peer ends
        }
        if (!transport.isClosed()) {
            throw new AssertionError("the connection stayed open");
        }
    }

    private static ByteBuffer sent(byte[] input) {
        ByteBuffer own = ByteBuffer.wrap(input, 1, input.length - 1);
        if ((input[0] & OWN_REQUEST) != 0) {
            return own;
        }
        ByteBuffer request = PduEncoder.encode(REQUEST);
        return ByteBuffer.allocate(request.remaining() + own.remaining())
                .put(request)
                .put(own)
                .flip();
    }

    private static StoreResult store(StoreRequest request) throws IOException {
        request.dataSet().transferTo(new Sink());
        return new StoreResult(Status.Success, null);
    }

    private static final class Sink implements GatheringByteChannel {
        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            long written = 0;
            for (int i = offset; i < offset + length; i++) {
                written += write(sources[i]);
            }
            return written;
        }

        @Override
        public long write(ByteBuffer[] sources) {
            return write(sources, 0, sources.length);
        }

        @Override
        public int write(ByteBuffer source) {
            int written = source.remaining();
            source.position(source.limit());
            return written;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
