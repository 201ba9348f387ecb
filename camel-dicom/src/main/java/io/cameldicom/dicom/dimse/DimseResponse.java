package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.data.Attributes;

/**
 * A response that came in (PS3.7 6.3).
 *
 * @param command status and what else the service has in its response
 * @param dataSet null if the message had none
 */
public record DimseResponse(CommandSet command, Attributes dataSet) {

    /** Status (0000,0900), -1 if missing. */
    public int status() {
        return command.status();
    }

    /** Whether more responses follow (FF00, FF01). */
    public boolean isPending() {
        return isPending(command);
    }

    static boolean isPending(CommandSet response) {
        return StatusClass.of(response.status()) == StatusClass.PENDING;
    }

    /** The command set's kind, ids and status; nothing of the data set. */
    @Override
    public String toString() {
        return command.toString();
    }
}
