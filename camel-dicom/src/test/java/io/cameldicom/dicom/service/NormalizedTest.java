package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** DIMSE-N requests from our SCU to our SCP, and events back, over a real socket. */
class NormalizedTest {
    private static final Set<Dimse> ALL =
            EnumSet.of(Dimse.N_CREATE_RQ, Dimse.N_SET_RQ, Dimse.N_GET_RQ, Dimse.N_ACTION_RQ, Dimse.N_DELETE_RQ);
    private static final String MPPS = UID.ModalityPerformedProcedureStep;
    private static final String META = UID.BasicGrayscalePrintManagementMeta;
    private static final String COMMITMENT = UID.StorageCommitmentPushModel;

    @RegisterExtension
    final Loopback loopback = new Loopback();

    private final AtomicReference<NormalizedRequest> asked = new AtomicReference<>();

    @Test
    void a_created_instance_keeps_the_uid_it_was_given() throws Exception {
        serve(MPPS, new NormalizedHandler() {
            @Override
            public NormalizedReply create(NormalizedRequest request) throws IOException {
                asked.set(request);
                assertEquals("IN PROGRESS", request.attributes().getString(Tag.PerformedProcedureStepStatus));
                return NormalizedReply.SUCCESS;
            }
        });

        try (DimseSession session = open(MPPS)) {
            NormalizedResponse response = scu(session).create(MPPS, "1.2.3", status("IN PROGRESS"));
            assertEquals(Status.Success, response.status());
            assertEquals("1.2.3", response.sopInstanceUid());
            assertTrue(response.attributes().isEmpty());
        }
        assertFalse(asked.get().isSopInstanceUidGenerated());
    }

    @Test
    void a_created_instance_without_uid_gets_one_that_is_told() throws Exception {
        serve(MPPS, new NormalizedHandler() {
            @Override
            public NormalizedReply create(NormalizedRequest request) {
                asked.set(request);
                return NormalizedReply.of(status("IN PROGRESS"));
            }
        });

        try (DimseSession session = open(MPPS)) {
            NormalizedResponse response = scu(session).create(MPPS, null, null);
            assertTrue(response.sopInstanceUid().matches("2\\.25\\.[1-9][0-9]{1,38}"), response.sopInstanceUid());
            assertEquals(asked.get().sopInstanceUid(), response.sopInstanceUid());
            assertEquals("IN PROGRESS", response.attributes().getString(Tag.PerformedProcedureStepStatus));
        }
        assertTrue(asked.get().isSopInstanceUidGenerated());
    }

    @Test
    void a_set_may_succeed_with_a_warning_and_the_attributes_in_force() throws Exception {
        serve(MPPS, new NormalizedHandler() {
            @Override
            public NormalizedReply set(NormalizedRequest request) throws IOException {
                return NormalizedReply.of(request.attributes())
                        .withStatus(Status.AttributeValueOutOfRange, "cut to what there is");
            }
        });

        try (DimseSession session = open(MPPS)) {
            NormalizedResponse response = scu(session).set(MPPS, "1.2.3", status("COMPLETED"));
            assertEquals(Status.AttributeValueOutOfRange, response.status());
            assertTrue(response.isWarning());
            assertEquals("cut to what there is", response.errorComment());
            assertEquals("COMPLETED", response.attributes().getString(Tag.PerformedProcedureStepStatus));
        }
    }

    @Test
    void a_failure_has_status_comment_error_id_and_offending_elements() throws Exception {
        serve(MPPS, new NormalizedHandler() {
            @Override
            public NormalizedReply set(NormalizedRequest request) throws IOException {
                throw new DicomServiceException(Status.ProcessingFailure, "May no longer be updated")
                        .withErrorId(0xA710)
                        .withOffendingElements(Tag.PerformedProcedureStepStatus);
            }
        });

        try (DimseSession session = open(MPPS)) {
            RefusedException e =
                    assertThrows(RefusedException.class, () -> scu(session).set(MPPS, "1.2.3", status("COMPLETED")));
            assertEquals(Status.ProcessingFailure, e.getStatus());
            assertEquals(0xA710, e.getErrorId());
            assertEquals("May no longer be updated", e.getErrorComment());
            assertArrayEquals(new int[] {Tag.PerformedProcedureStepStatus}, e.getOffendingElements());
            assertTrue(session.isOpen());
        }
    }

    @Test
    void a_get_names_the_attributes_it_wants() throws Exception {
        serve(UID.Printer, new NormalizedHandler() {
            @Override
            public NormalizedReply get(NormalizedRequest request) {
                Attributes printer = new Attributes();
                for (int tag : request.attributeIdentifiers()) {
                    printer.setString(tag, VR.CS, "NORMAL");
                }
                return NormalizedReply.of(printer);
            }
        });

        try (DimseSession session = open(UID.Printer)) {
            NormalizedScu scu = scu(session);
            assertEquals(
                    2,
                    scu.get(UID.Printer, UID.PrinterInstance, Tag.PrinterStatus, Tag.PrinterStatusInfo)
                            .attributes()
                            .size());
            assertTrue(scu.get(UID.Printer, UID.PrinterInstance).attributes().isEmpty());
        }
    }

    @Test
    void a_meta_sop_class_carries_its_members_and_no_others() throws Exception {
        serve(META, new NormalizedHandler() {
            @Override
            public NormalizedReply create(NormalizedRequest request) {
                asked.set(request);
                return NormalizedReply.SUCCESS;
            }

            @Override
            public NormalizedReply delete(NormalizedRequest request) {
                return NormalizedReply.SUCCESS;
            }
        });

        try (DimseSession session = open(META)) {
            NormalizedScu scu = scu(session);
            assertEquals(
                    Status.Success, scu.create(UID.BasicFilmSession, null, null).status());
            assertEquals(UID.BasicFilmSession, asked.get().sopClassUid());
            assertEquals(META, asked.get().abstractSyntaxUid());
            assertEquals(Status.Success, scu.delete(UID.BasicFilmBox, "1.2.3").status());
            assertThrows(
                    ContextNotAcceptedException.class, () -> scu.set(UID.BasicColorImageBox, "1.2", new Attributes()));
        }
    }

    @Test
    void an_operation_nobody_serves_is_0211() throws Exception {
        serve(MPPS, new NormalizedHandler() {});

        try (DimseSession session = open(MPPS)) {
            RefusedException e =
                    assertThrows(RefusedException.class, () -> scu(session).delete(MPPS, "1.2.3"));
            assertEquals(Status.UnrecognizedOperation, e.getStatus());
        }
    }

    @Test
    void a_handler_that_fails_is_0110() throws Exception {
        serve(MPPS, new NormalizedHandler() {
            @Override
            public NormalizedReply delete(NormalizedRequest request) {
                throw new IllegalStateException("a bug");
            }
        });

        try (DimseSession session = open(MPPS)) {
            RefusedException e =
                    assertThrows(RefusedException.class, () -> scu(session).delete(MPPS, "1.2.3"));
            assertEquals(Status.ProcessingFailure, e.getStatus());
            assertTrue(session.isOpen());
        }
    }

    @Test
    void a_request_on_no_instance_is_refused() throws Exception {
        serve(MPPS, new NormalizedHandler() {});

        try (DimseSession session = open(MPPS)) {
            RefusedException e =
                    assertThrows(RefusedException.class, () -> scu(session).delete(MPPS, null));
            assertEquals(Status.InvalidSOPInstance, e.getStatus());
        }
    }

    @Test
    void an_action_is_followed_by_an_event_on_the_same_association() throws Exception {
        BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
        serve(COMMITMENT, new NormalizedHandler() {
            @Override
            public NormalizedReply action(NormalizedRequest request) throws IOException {
                assertEquals(1, request.actionTypeId());
                Attributes wanted = request.attributes();
                request.whenAnswered(() -> request.session().execute(() -> report(request.session(), wanted, answers)));
                return NormalizedReply.SUCCESS;
            }
        });
        BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        NormalizedScp reportee = new NormalizedScp(
                new NormalizedHandler() {
                    @Override
                    public NormalizedReply eventReport(NormalizedRequest request) throws IOException {
                        assertEquals(1, request.eventTypeId());
                        reports.add(request.attributes().getString(Tag.TransactionUID));
                        return NormalizedReply.SUCCESS;
                    }
                },
                TransferCapability.scu(COMMITMENT),
                Set.of(Dimse.N_EVENT_REPORT_RQ));
        DimseHandlers handlers = (command, sopClass) -> reportee.commands().contains(command) ? reportee : null;

        try (DimseSession session = loopback.requestor().open(contexts(COMMITMENT), handlers)) {
            Attributes transaction = new Attributes();
            transaction.setString(Tag.TransactionUID, VR.UI, "1.2.3.4");
            NormalizedResponse response =
                    scu(session).action(COMMITMENT, UID.StorageCommitmentPushModelInstance, 1, transaction);
            assertEquals(1, response.actionTypeId());

            assertEquals("1.2.3.4", reports.poll(20, TimeUnit.SECONDS));
            assertEquals(Status.Success, answers.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void an_scp_reports_over_an_association_of_its_own_with_the_roles_turned_round() throws Exception {
        BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        NormalizedScp reportee = new NormalizedScp(
                new NormalizedHandler() {
                    @Override
                    public NormalizedReply eventReport(NormalizedRequest request) throws IOException {
                        reports.add(request.attributes().getString(Tag.TransactionUID));
                        return NormalizedReply.SUCCESS;
                    }
                },
                TransferCapability.scu(COMMITMENT, UID.ExplicitVRLittleEndian),
                Set.of(Dimse.N_EVENT_REPORT_RQ));
        loopback.host().add(ApplicationEntity.builder("CT1").service(reportee).build());
        AssociationRequestor requestor =
                loopback.requestorTo("CT1").role(COMMITMENT, false, true).build();

        try (DimseSession session = requestor.open(contexts(COMMITMENT))) {
            Attributes transaction = new Attributes();
            transaction.setString(Tag.TransactionUID, VR.UI, "1.2.3.4");
            assertEquals(
                    Status.Success,
                    scu(session)
                            .eventReport(COMMITMENT, UID.StorageCommitmentPushModelInstance, 1, transaction)
                            .status());
            session.release();
        }
        assertEquals("1.2.3.4", reports.poll());
    }

    private static void report(DimseSession session, Attributes transaction, BlockingQueue<Integer> answers) {
        try {
            answers.add(scu(session)
                    .eventReport(COMMITMENT, UID.StorageCommitmentPushModelInstance, 1, transaction)
                    .status());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void serve(String sopClass, NormalizedHandler handler) {
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(new NormalizedScp(handler, TransferCapability.scp(sopClass), ALL))
                        .build());
    }

    private DimseSession open(String sopClass) throws IOException {
        return loopback.requestor().open(contexts(sopClass));
    }

    private static List<PresentationContextRq> contexts(String sopClass) {
        return List.of(new PresentationContextRq(1, sopClass, QuerySopClasses.TRANSFER_SYNTAXES));
    }

    private static NormalizedScu scu(DimseSession session) {
        return new NormalizedScu(session, Loopback.TIMEOUT);
    }

    private static Attributes status(String status) {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.PerformedProcedureStepStatus, VR.CS, status);
        return attributes;
    }
}
