package io.cameldicom.dicom.service;

import java.io.IOException;

/** One C-STORE of a C-MOVE or C-GET, not yet performed. */
public interface SubOperation {
    /** Of the object, for the list of those that failed. */
    String sopInstanceUid();

    /**
     * Sends the object.
     *
     * @throws IOException if it could not be sent or was refused; it counts as failed, the others are sent
     */
    StoreOutcome perform() throws IOException;
}
