package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.CommandSet;

/**
 * Counts of the C-STORE sub-operations of a C-MOVE or C-GET (PS3.4 C.4.2.1.6 to C.4.2.1.9).
 *
 * @param remaining still to be done; -1 where the peer does not say
 * @param completed done with success
 * @param failed not done
 * @param warning done, with a warning
 */
public record SubOperations(int remaining, int completed, int failed, int warning) {
    public static final SubOperations NONE = new SubOperations(0, 0, 0, 0);

    private static final int UNKNOWN = -1;
    /** The elements are US. */
    private static final int MAX = 0xFFFF;

    /** How many were tried. */
    public int performed() {
        return completed + failed + warning;
    }

    static SubOperations of(CommandSet response) {
        return new SubOperations(
                response.getInt(Tag.NumberOfRemainingSuboperations, UNKNOWN),
                response.getInt(Tag.NumberOfCompletedSuboperations, 0),
                response.getInt(Tag.NumberOfFailedSuboperations, 0),
                response.getInt(Tag.NumberOfWarningSuboperations, 0));
    }

    /** @param withRemaining they are told in pending and cancelled responses only (PS3.4 C.4.2.1.6) */
    void writeTo(CommandSet response, boolean withRemaining) {
        if (withRemaining && remaining != UNKNOWN) {
            response.setInt(Tag.NumberOfRemainingSuboperations, Math.min(remaining, MAX));
        }
        response.setInt(Tag.NumberOfCompletedSuboperations, Math.min(completed, MAX))
                .setInt(Tag.NumberOfFailedSuboperations, Math.min(failed, MAX))
                .setInt(Tag.NumberOfWarningSuboperations, Math.min(warning, MAX));
    }
}
