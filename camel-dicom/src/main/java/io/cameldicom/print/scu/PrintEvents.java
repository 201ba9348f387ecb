package io.cameldicom.print.scu;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseHandler;
import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.service.NormalizedHandler;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.NormalizedScp;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.ul.TransferCapability;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Hears what a printer reports of itself and its print jobs on one association (N-EVENT-REPORT, PS3.4 H.4.5 and H.4.6).
 * Thread-safe.
 */
public final class PrintEvents implements DimseHandlers {
    private static final String[] JOB_STATES = {"PENDING", "PRINTING", "DONE", "FAILURE"};

    private final NormalizedScp reports = new NormalizedScp(
            new Listener(),
            TransferCapability.scu(UID.PrintJob, QuerySopClasses.TRANSFER_SYNTAXES.toArray(String[]::new)),
            Set.of(Dimse.N_EVENT_REPORT_RQ));
    private final Map<String, JobStatus> jobs = new HashMap<>();

    @Override
    public DimseHandler find(Dimse command, String abstractSyntax) {
        return reports.commands().contains(command) ? reports : null;
    }

    /** Waits until something is reported, or the time is over. */
    synchronized void await(Duration time) throws InterruptedException {
        wait(Math.max(1, time.toMillis()));
    }

    /** What was reported last of a job; null if nothing was. */
    synchronized JobStatus of(String sopInstanceUid) {
        return jobs.get(sopInstanceUid);
    }

    private synchronized void reported(JobStatus job) {
        jobs.put(job.sopInstanceUid(), job);
        notifyAll();
    }

    private final class Listener implements NormalizedHandler {
        @Override
        public NormalizedReply eventReport(NormalizedRequest request) throws IOException {
            int type = request.eventTypeId();
            Attributes information = request.attributes();
            if (UID.PrintJob.equals(request.sopClassUid()) && type >= 1 && type <= JOB_STATES.length) {
                JobStatus job = new JobStatus(
                        request.sopInstanceUid(), JOB_STATES[type - 1], information.getString(Tag.ExecutionStatusInfo));
                // not before the answer has left: who waits releases the association then
                request.whenAnswered(() -> reported(job));
            }
            return NormalizedReply.SUCCESS;
        }
    }
}
