package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AbortReason;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateResponse;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.pdu.PduType;
import io.cameldicom.dicom.pdu.RejectSource;
import io.cameldicom.dicom.pdu.UserInformation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Association establishment, both sides (PS3.8 9.2.3, Table 9-6). */
final class Establishment {

    /** A presentation data value with not a byte of data has this length; no peer can mean a smaller maximum. */
    private static final int MIN_PDU_LENGTH = 8;

    private static final AtomicLong NUMBERS = new AtomicLong();

    private Establishment() {}

    static Association request(Transport transport, AssociateRq rq, Timeouts timeouts, Scheduler scheduler)
            throws IOException {
        String id = rq.callingAeTitle() + "->" + rq.calledAeTitle() + "#" + NUMBERS.incrementAndGet();
        UpperLayer ul = new UpperLayer(transport, timeouts, scheduler, true, id);
        ul.machine().apply(UlEvent.EVT1);
        ul.machine().apply(UlEvent.EVT2);
        try {
            ul.reader().startTimer(timeouts.associate());
            ul.handshake();
            ul.send(rq);
            PduType type = ul.reader().nextPduInHandshake();
            Pdu pdu = type == PduType.P_DATA_TF ? null : ul.reader().pdus().body(type);
            UlAction action = ul.machine().apply(UlEvent.received(type));
            ul.reader().stopTimer();
            if (action == UlAction.AE_3) {
                AssociateAc ac = (AssociateAc) pdu;
                requirePossible(ac.userInformation());
                return new Association(ul, rq, ac);
            }
            if (action == UlAction.AE_4) {
                throw ul.end(new AssociationRejectedException(id, ul.remoteAddress(), rq, (AssociateRj) pdu));
            }
            throw unexpected(ul, action, type, pdu);
        } catch (IOException e) {
            throw ul.reader().failed(e);
        } catch (RuntimeException | Error e) {
            ul.close();
            throw e;
        }
    }

    static Association accept(Transport transport, AssociationAcceptor policy, Timeouts timeouts, Scheduler scheduler)
            throws IOException {
        long number = NUMBERS.incrementAndGet();
        UpperLayer ul = new UpperLayer(transport, timeouts, scheduler, false, "#" + number);
        ul.machine().apply(UlEvent.EVT5);
        ul.startArtim();
        try {
            ul.handshake();
            PduType type = ul.reader().nextPduInHandshake();
            if (type != PduType.A_ASSOCIATE_RQ) {
                Pdu pdu = type == PduType.A_ABORT ? ul.reader().pdus().body(type) : null;
                throw unexpected(ul, ul.machine().apply(UlEvent.received(type)), type, pdu);
            }
            AssociateRq rq = (AssociateRq) ul.reader().pdus().body(type);
            requirePossible(rq.userInformation());
            ul.stopArtim();
            ul.id(rq.calledAeTitle() + "<-" + rq.callingAeTitle() + "#" + number);
            return answer(ul, rq, policy.answer(rq, transport.remoteAddress()));
        } catch (IOException e) {
            throw ul.reader().failed(e);
        } catch (RuntimeException | Error e) {
            ul.close();
            throw e;
        }
    }

    private static Association answer(UpperLayer ul, AssociateRq rq, AssociateResponse response) throws IOException {
        if (response instanceof AssociateAc ac) {
            ul.machine().apply(UlEvent.EVT6, true);
            if (ul.machine().apply(UlEvent.EVT7) != UlAction.AE_7) {
                throw ul.notOpen();
            }
            ul.send(ac);
            return new Association(ul, rq, ac);
        }
        AssociateRj rj = (AssociateRj) response;
        boolean byUser = rj.source() == RejectSource.SERVICE_USER.code();
        ul.machine().apply(UlEvent.EVT6, byUser);
        if (byUser) {
            ul.machine().apply(UlEvent.EVT8);
        }
        ul.startArtim();
        ul.trySend(rj);
        ul.reader().awaitPeerClose();
        ul.closeTransport();
        return null;
    }

    private static IOException unexpected(UpperLayer ul, UlAction action, PduType type, Pdu pdu) {
        InetSocketAddress peer = ul.remoteAddress();
        return switch (action) {
            case AA_2, AA_3 -> ul.end(new AssociationAbortedException(ul.id(), peer, (Abort) pdu, true));
            default -> ul.reader()
                    .violated(new PduException(
                            AbortReason.UNEXPECTED_PDU,
                            type + " is not expected while an association is being established"));
        };
    }

    private static void requirePossible(UserInformation information) throws PduException {
        long maximum = information.maximumLength();
        if (maximum != 0 && maximum < MIN_PDU_LENGTH) {
            throw new PduException(
                    AbortReason.INVALID_PDU_PARAMETER_VALUE,
                    "maximum length of " + maximum + " bytes: no presentation data value fits");
        }
    }
}
