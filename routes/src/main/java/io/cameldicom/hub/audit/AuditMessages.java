package io.cameldicom.hub.audit;

import io.cameldicom.component.event.ObjectEvent;
import io.cameldicom.component.event.QueryEvent;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.DicomOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.openehealth.ipf.commons.audit.codes.EventActionCode;
import org.openehealth.ipf.commons.audit.codes.EventOutcomeIndicator;
import org.openehealth.ipf.commons.audit.codes.EventTypeCode;
import org.openehealth.ipf.commons.audit.codes.ParticipantObjectIdTypeCode;
import org.openehealth.ipf.commons.audit.codes.ParticipantObjectTypeCode;
import org.openehealth.ipf.commons.audit.codes.ParticipantObjectTypeCodeRole;
import org.openehealth.ipf.commons.audit.event.ApplicationActivityBuilder;
import org.openehealth.ipf.commons.audit.event.BaseAuditMessageBuilder;
import org.openehealth.ipf.commons.audit.event.BeginTransferringDicomInstancesBuilder;
import org.openehealth.ipf.commons.audit.event.DicomInstancesTransferredBuilder;
import org.openehealth.ipf.commons.audit.event.QueryBuilder;
import org.openehealth.ipf.commons.audit.event.SecurityAlertBuilder;
import org.openehealth.ipf.commons.audit.event.UserAuthenticationBuilder;
import org.openehealth.ipf.commons.audit.marshal.dicom.Current;
import org.openehealth.ipf.commons.audit.model.TypeValuePairType;

/** The messages of PS3.15 A.5.3 that a hub has to send, as XML. Immutable. */
final class AuditMessages {

    private static final String UNKNOWN = "unknown";
    private static final TransferSyntax QUERY_SYNTAX = TransferSyntax.of(UID.ExplicitVRLittleEndian);

    private final String source;
    private final String host;

    /** @param source Audit Source ID: the hub's AE title */
    AuditMessages(String source) {
        this.source = source;
        this.host = hostName();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** A.5.3.1 Application Activity. */
    String started() {
        return xml(new ApplicationActivityBuilder.ApplicationStart(EventOutcomeIndicator.Success)
                .setApplicationParticipant(source, processId(), null, host));
    }

    /** A.5.3.1 Application Activity. */
    String stopped() {
        return xml(new ApplicationActivityBuilder.ApplicationStop(EventOutcomeIndicator.Success)
                .setApplicationParticipant(source, processId(), null, host));
    }

    private static String processId() {
        return Long.toString(ProcessHandle.current().pid());
    }

    /** A.5.3.3 Begin Transferring DICOM Instances. */
    String begun(Transfer transfer) {
        BeginTransferringDicomInstancesBuilder message =
                new BeginTransferringDicomInstancesBuilder(EventOutcomeIndicator.Success, null, null);
        message.setSendingProcessParticipant(transfer.sender(), null, null, host(transfer.sender()), true);
        message.setReceivingProcessParticipant(transfer.receiver(), null, null, host(transfer.receiver()), false);
        message.setPatientParticipantObject(known(transfer.patientId()), transfer.patientName());
        message.addStudyParticipantObject(known(transfer.study()), List.of());
        return xml(message);
    }

    /** A.5.3.7 DICOM Instances Transferred; a serious failure if some of them did not get there. */
    String transferred(Transfer transfer) {
        EventOutcomeIndicator outcome =
                transfer.failed() == 0 ? EventOutcomeIndicator.Success : EventOutcomeIndicator.SeriousFailure;
        String description = transfer.failed() == 0 ? null : transfer.failed() + " attempts failed";
        DicomInstancesTransferredBuilder message =
                new DicomInstancesTransferredBuilder(outcome, description, EventActionCode.Create, null);
        message.setSendingProcessParticipant(transfer.sender(), null, null, host(transfer.sender()), true);
        message.setReceivingProcessParticipant(transfer.receiver(), null, null, host(transfer.receiver()), false);
        message.setPatientParticipantObject(known(transfer.patientId()), transfer.patientName());
        message.addStudyParticipantObject(
                known(transfer.study()),
                List.of(new TypeValuePairType("NumberOfInstances", Integer.toString(transfer.instances()))));
        return xml(message);
    }

    /** A.5.3.10 Query: what was asked for goes with it as a DICOM data set. */
    String queried(QueryEvent query) {
        boolean here = query.direction() == ObjectEvent.Direction.received;
        String peer = known(query.address());
        QueryBuilder message = new QueryBuilder(
                query.isSuccess() ? EventOutcomeIndicator.Success : EventOutcomeIndicator.SeriousFailure, null);
        message.setQueryingParticipant(
                query.callingAeTitle() == null ? peer : query.callingAeTitle(), null, null, here ? peer : host, true);
        message.setRespondingParticipant(
                query.calledAeTitle() == null ? source : query.calledAeTitle(), null, null, here ? host : peer, false);
        message.addParticipantObjectIdentification(
                ParticipantObjectIdTypeCode.SOPClassUID,
                null,
                DicomOutputStream.encode(query.identifier(), QUERY_SYNTAX),
                List.of(new TypeValuePairType("TransferSyntax", QUERY_SYNTAX.uid())),
                query.sopClassUid(),
                ParticipantObjectTypeCode.System,
                ParticipantObjectTypeCodeRole.Report,
                null,
                null);
        return xml(message);
    }

    /** A.5.3.11 Security Alert, Node Authentication: an association of one that may not. */
    String refused(String callingAeTitle, String address, String reason) {
        SecurityAlertBuilder message =
                new SecurityAlertBuilder(EventOutcomeIndicator.MinorFailure, reason, EventTypeCode.NodeAuthentication);
        message.addReportingActiveParticipant(source, processId(), null, null, host, false);
        message.addPerformingActiveParticipant(known(callingAeTitle), null, null, null, address);
        message.addAlertNodeSubjectParticipantObject(
                known(address), ParticipantObjectTypeCodeRole.SecurityResource, "association rejected: " + reason);
        return xml(message);
    }

    /** A.5.3.12 User Authentication. */
    String signedIn(String user, String address, boolean success) {
        UserAuthenticationBuilder message = new UserAuthenticationBuilder.Login(
                success ? EventOutcomeIndicator.Success : EventOutcomeIndicator.MinorFailure);
        message.setAuthenticatedParticipant(known(user), known(address));
        message.setAuthenticatingSystemParticipant(source, host);
        return xml(message);
    }

    /** Where the other side is the ledger does not know: its AE title stands for it. */
    private String host(String aeTitle) {
        return aeTitle.equals(source) ? host : aeTitle;
    }

    private static String known(String value) {
        return value == null || value.isBlank() ? UNKNOWN : value;
    }

    private String xml(BaseAuditMessageBuilder<?> message) {
        message.setAuditSource(source);
        message.validate();
        return Current.INSTANCE.marshal(message.getMessage(), false).strip();
    }
}
