package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.pdu.RejectResult;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rejection says what to look at. */
class AssociationRejectedExceptionTest {

    private static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("pacs", 104);

    @ParameterizedTest
    @EnumSource
    void every_reason_of_the_standard_has_an_advice(RejectReason reason) {
        assertTrue(message(AssociateRj.permanent(reason)).matches("(?s).*(Check|Ask|Try) .*"));
    }

    @Test
    void a_reason_of_no_standard_has_one_too() {
        AssociateRj odd = new AssociateRj(RejectResult.REJECTED_PERMANENT.code(), 1, 99);
        assertTrue(message(odd).contains("Ask the peer's administrator"), message(odd));
    }

    private static String message(AssociateRj rejection) {
        return new AssociationRejectedException("HUB->PACS#1", PEER, Wire.rq(), rejection).getMessage();
    }
}
