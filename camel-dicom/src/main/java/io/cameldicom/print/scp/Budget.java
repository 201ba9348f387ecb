package io.cameldicom.print.scp;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.service.NormalizedRequest;

/** What the objects of an association may take of memory or disk, in bytes. For the thread of the association. */
final class Budget {

    private final long limit;
    private final int status;
    private final String comment;
    private long used;

    /**
     * @param status what to answer when there is no room
     * @param comment to that status
     */
    Budget(long limit, int status, String comment) {
        this.limit = limit;
        this.status = status;
        this.comment = comment;
    }

    void take(long bytes) throws DicomServiceException {
        if (bytes > limit - used) {
            throw new DicomServiceException(status, comment);
        }
        used += bytes;
    }

    /**
     * Takes what the values of a request have: in memory about what they took to send.
     *
     * @param more bytes to take with it
     * @return the total
     */
    long takeFor(NormalizedRequest request, long more) throws DicomServiceException {
        long bytes = more + (request.dataSet() == null ? 0 : request.dataSet().position());
        take(bytes);
        return bytes;
    }

    void giveBack(long bytes) {
        used -= bytes;
    }
}
