package io.cameldicom.print.scu;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Waits until a printer is done with print jobs: asks it now and then, and hears what it reports. */
final class JobWatch {
    /** Execution Status Info (PS3.3 C.13.9.1) of what does not heal by itself: it is the job that is wrong. */
    private static final Set<String> FINAL = Set.of("INVALID PAGE DES", "INSUFFIC MEMORY");

    private final NormalizedScu scu;
    private final PrintEvents events;
    private final PrintOptions options;

    JobWatch(NormalizedScu scu, PrintEvents events, PrintOptions options) {
        this.scu = scu;
        this.events = events;
        this.options = options;
    }

    static boolean isTransient(JobStatus job) {
        return job.info() == null || !FINAL.contains(job.info().toUpperCase(Locale.ROOT));
    }

    /** @return the jobs as far as they are when all are done, one has failed, or the time is over */
    List<JobStatus> await(List<String> jobs) throws IOException, InterruptedException {
        long end = System.nanoTime() + options.jobTimeout().toNanos();
        while (true) {
            List<JobStatus> states = new ArrayList<>();
            for (String job : jobs) {
                states.add(options.jobTimeout().isZero() ? JobStatus.unknown(job) : state(job));
            }
            long left = end - System.nanoTime();
            boolean over = states.stream().allMatch(JobWatch::isOver)
                    || states.stream().anyMatch(JobStatus::isFailure);
            if (over || left <= 0) {
                return states;
            }
            Duration pause = Duration.ofNanos(left);
            events.await(pause.compareTo(options.pollInterval()) < 0 ? pause : options.pollInterval());
        }
    }

    /** A state nobody can tell is not waited for. */
    private static boolean isOver(JobStatus job) {
        return job.isDone() || job.isFailure() || job.status().equals("UNKNOWN");
    }

    private JobStatus state(String job) throws IOException {
        JobStatus reported = events.of(job);
        if (reported != null && isOver(reported)) {
            return reported;
        }
        try {
            return JobStatus.of(
                    job,
                    scu.get(UID.PrintJob, job, Tag.ExecutionStatus, Tag.ExecutionStatusInfo)
                            .attributes());
        } catch (RefusedException e) {
            if (reported != null) {
                return reported;
            }
            // there are printers that forget a job when it is done, and such as do not serve N-GET but may report
            return e.getStatus() == Status.NoSuchSOPInstance
                    ? JobStatus.unknown(job)
                    : new JobStatus(job, "PENDING", null);
        }
    }
}
