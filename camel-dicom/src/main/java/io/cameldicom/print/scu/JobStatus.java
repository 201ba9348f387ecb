package io.cameldicom.print.scu;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Locale;

/**
 * How far a printer is with a print job: Print Job (PS3.3 C.13.8).
 *
 * @param sopInstanceUid of the print job, as the printer gave it
 * @param status Execution Status (2100,0020): PENDING, PRINTING, DONE or FAILURE; UNKNOWN if the printer does not say
 * @param info Execution Status Info (2100,0030), such as FILM JAM; null for none
 */
public record JobStatus(String sopInstanceUid, String status, String info) {
    private static final String UNKNOWN = "UNKNOWN";

    static JobStatus unknown(String sopInstanceUid) {
        return new JobStatus(sopInstanceUid, UNKNOWN, null);
    }

    static JobStatus of(String sopInstanceUid, Attributes job) {
        return new JobStatus(
                sopInstanceUid,
                job.getString(Tag.ExecutionStatus, UNKNOWN).toUpperCase(Locale.ROOT),
                PrinterStatus.reason(job.getString(Tag.ExecutionStatusInfo)));
    }

    public boolean isDone() {
        return status.equals("DONE");
    }

    public boolean isFailure() {
        return status.equals("FAILURE");
    }

    /** {@code FAILURE (FILM JAM)}. */
    @Override
    public String toString() {
        return info == null ? status : status + " (" + info + ")";
    }
}
