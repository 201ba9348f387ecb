package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.ul.AssociationClosedException;
import io.cameldicom.dicom.ul.AssociationRejectedException;
import io.cameldicom.testing.ScriptedPeer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Which failures of opening an association are worth another attempt; those of storing are in {@link StorageTest}. */
class RetryAdviceTest {
    @Test
    void a_peer_that_is_down_may_come_back() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertTrue(RetryAdvice.retryMakesSense(failure(ConnectException.class, "127.0.0.1", port)));
    }

    @Test
    void a_name_server_may_come_back_too() {
        UnknownHostException e = failure(UnknownHostException.class, "nosuchhost.invalid", 104);

        assertTrue(e.getMessage().contains("PACS@nosuchhost.invalid:104"), e.getMessage());
        assertTrue(RetryAdvice.retryMakesSense(e));
    }

    @Test
    void a_peer_that_hangs_up_may_behave_later() throws IOException {
        ScriptedPeer peer = new ScriptedPeer().expect(AssociateRq.class).hangUp();

        assertTrue(RetryAdvice.retryMakesSense(failure(AssociationClosedException.class, "127.0.0.1", peer.listen())));
    }

    @Test
    void a_transient_rejection_passes() throws IOException {
        ScriptedPeer peer = new ScriptedPeer()
                .answer(AssociateRq.class, rq -> AssociateRj.transientlyFor(RejectReason.LOCAL_LIMIT_EXCEEDED));

        assertTrue(
                RetryAdvice.retryMakesSense(failure(AssociationRejectedException.class, "127.0.0.1", peer.listen())));
    }

    @Test
    void a_permanent_rejection_stays() throws IOException {
        ScriptedPeer peer = new ScriptedPeer()
                .answer(AssociateRq.class, rq -> AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED));

        assertFalse(
                RetryAdvice.retryMakesSense(failure(AssociationRejectedException.class, "127.0.0.1", peer.listen())));
    }

    @Test
    void a_fault_of_this_side_is_no_failure_of_the_peer() {
        assertFalse(RetryAdvice.retryMakesSense(new IllegalStateException()));
    }

    private static <T extends IOException> T failure(Class<T> type, String host, int port) {
        AssociationRequestor requestor =
                AssociationRequestor.to("PACS", host, port, Runnable::run).build();
        return assertThrows(type, () -> requestor.open(VerificationScu.CONTEXTS));
    }
}
