package io.cameldicom.print.scp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The print jobs of a printer, which outlive the association they came in (PS3.4 H.2): of those that are over, the last
 * ones. Thread-safe.
 */
final class PrintJobs {

    private static final int MOST = 1_000;

    private final Map<String, PrintJobState> byUid = new LinkedHashMap<>();

    synchronized void add(PrintJobState job) {
        byUid.put(job.uid(), job);
        if (byUid.size() > MOST) {
            byUid.values().stream()
                    .filter(PrintJobs::isOver)
                    .findFirst()
                    .map(PrintJobState::uid)
                    .ifPresent(byUid::remove);
        }
    }

    synchronized void remove(PrintJobState job) {
        byUid.remove(job.uid());
    }

    /** Null if there is no such job, or it was over long ago. */
    synchronized PrintJobState find(String uid) {
        return byUid.get(uid);
    }

    private static boolean isOver(PrintJobState job) {
        return job.execution() == PrintJobState.Execution.DONE || job.execution() == PrintJobState.Execution.FAILURE;
    }
}
