package io.cameldicom.dicom.service;

import java.io.IOException;

/** What a {@link StorageScp} does with an object. Called on the thread of the association; thread-safe. */
@FunctionalInterface
public interface StoreHandler {
    /**
     * Takes responsibility for the object, or says why not. Success is to be answered only when the object is safe (PS3.4
     * B.2.3): the peer may delete its copy then.
     *
     * @throws io.cameldicom.dicom.dimse.DicomServiceException to answer its status and comment
     * @throws IOException (and any RuntimeException) to answer 0110
     */
    StoreResult store(StoreRequest request) throws IOException;
}
