package io.cameldicom.component;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedHandler;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.NormalizedScp;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.util.Set;

/** Takes storage commitment reports: gives each to the producer that waits for it. Thread-safe. */
final class CommitReports implements NormalizedHandler {

    /** Has what no producer waits for. */
    @FunctionalInterface
    interface Otherwise {
        NormalizedReply take(NormalizedRequest report) throws IOException;
    }

    /** Where only the report of one's own request is expected. */
    static final Otherwise NOBODY = report -> {
        throw new DicomServiceException(Status.InvalidArgumentValue, "Nobody waits for this transaction");
    };

    private final PendingCommitments pending;
    private final Otherwise otherwise;

    CommitReports(PendingCommitments pending, Otherwise otherwise) {
        this.pending = pending;
        this.otherwise = otherwise;
    }

    /** This side is the SCU, which hears the report. */
    static NormalizedScp provider(NormalizedHandler handler) {
        return new NormalizedScp(
                handler,
                TransferCapability.scu(
                        UID.StorageCommitmentPushModel, QuerySopClasses.TRANSFER_SYNTAXES.toArray(String[]::new)),
                Set.of(Dimse.N_EVENT_REPORT_RQ));
    }

    @Override
    public NormalizedReply eventReport(NormalizedRequest request) throws IOException {
        requireInstance(request);
        StorageCommitmentReport report = read(request);
        if (!pending.isAwaited(report)) {
            return otherwise.take(request);
        }
        // not before: who waited releases the association, and the peer would never hear that the report has come
        request.whenAnswered(() -> pending.complete(report));
        return NormalizedReply.SUCCESS;
    }

    /** @throws DicomServiceException 0112 unless the request is about the one instance there is (PS3.4 J.3.5) */
    static void requireInstance(NormalizedRequest request) throws DicomServiceException {
        if (!UID.StorageCommitmentPushModelInstance.equals(request.sopInstanceUid())) {
            throw new DicomServiceException(
                    Status.NoSuchSOPInstance, "The only instance is " + UID.StorageCommitmentPushModelInstance);
        }
    }

    private static StorageCommitmentReport read(NormalizedRequest request) throws IOException {
        try {
            return StorageCommitmentReport.of(request.attributes());
        } catch (IllegalArgumentException e) {
            throw new DicomServiceException(Status.InvalidArgumentValue, e.getMessage());
        }
    }
}
