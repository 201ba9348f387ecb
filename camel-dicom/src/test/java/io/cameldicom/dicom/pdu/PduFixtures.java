package io.cameldicom.dicom.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The PDUs in {@code src/test/resources/pdu} as values: what the bytes decode to and encode from. */
final class PduFixtures {

    static final String CT_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    static final String VERIFICATION = "1.2.840.10008.1.1";
    static final String IMPLICIT = "1.2.840.10008.1.2";
    static final String EXPLICIT = "1.2.840.10008.1.2.1";
    static final String JPEG_LS = "1.2.840.10008.1.2.4.80";

    private PduFixtures() {}

    static Map<String, Pdu> all() {
        Map<String, Pdu> all = new LinkedHashMap<>();
        AssociateRq rq = new AssociateRq(
                "PACS",
                "CT1",
                List.of(
                        new PresentationContextRq(1, CT_STORAGE, List.of(JPEG_LS, EXPLICIT)),
                        new PresentationContextRq(3, VERIFICATION, List.of(IMPLICIT))),
                new UserInformation(List.of(
                        new MaximumLength(16_384),
                        new ImplementationClassUid("1.2.3.4"),
                        new ImplementationVersionName("SCANNER_1"))));
        all.put("associate-rq", rq);
        all.put(
                "associate-rq-user-information",
                new AssociateRq(
                        "PACS",
                        "CT1",
                        List.of(new PresentationContextRq(1, CT_STORAGE, List.of(IMPLICIT))),
                        new UserInformation(List.of(
                                new MaximumLength(131_072),
                                new ImplementationClassUid("1.2.3.4"),
                                new AsynchronousOperationsWindow(5, 0),
                                new RoleSelection(CT_STORAGE, false, true),
                                new ImplementationVersionName("SCANNER_1"),
                                new SopClassExtendedNegotiation(CT_STORAGE, bytes(2, 0, 0, 0, 1, 0)),
                                new SopClassCommonExtendedNegotiation(
                                        "1.2.3.4.5",
                                        "1.2.840.10008.4.2",
                                        List.of("1.2.840.10008.5.1.4.1.1.88.22", "1.2.840.10008.5.1.4.1.1.88.33")),
                                new UserIdentityRq(
                                        UserIdentityRq.USERNAME_AND_PASSCODE, true, ascii("alice"), ascii("secret")),
                                new UnknownItem(0x5f, bytes(0xca, 0xfe))))));
        all.put(
                "associate-ac",
                new AssociateAc(
                        rq,
                        List.of(
                                new PresentationContextAc(1, PresentationContextAc.ACCEPTANCE, EXPLICIT),
                                new PresentationContextAc(
                                        3, PresentationContextAc.ABSTRACT_SYNTAX_NOT_SUPPORTED, IMPLICIT)),
                        new UserInformation(List.of(new MaximumLength(0), new ImplementationClassUid("1.2.3.5")))));
        all.put(
                "associate-ac-user-identity",
                new AssociateAc(
                        rq,
                        List.of(new PresentationContextAc(1, PresentationContextAc.ACCEPTANCE, IMPLICIT)),
                        new UserInformation(List.of(new MaximumLength(16_384), new UserIdentityAc(bytes(1, 2))))));
        all.put("associate-rj", AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED));
        all.put(
                "p-data-tf",
                new PDataTf(List.of(
                        new Pdv(1, true, true, bytes(0, 0, 0, 8)),
                        new Pdv(1, false, false, bytes(8, 0)),
                        new Pdv(1, false, true, bytes()))));
        all.put("release-rq", new ReleaseRq());
        all.put("release-rp", new ReleaseRp());
        all.put("abort", Abort.byProvider(AbortReason.INVALID_PDU_PARAMETER_VALUE));
        return all;
    }

    static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
