package io.cameldicom.dicom.service;

import java.io.IOException;

/** What a {@link GetScp} does with a C-GET. Called on a thread of the executor; thread-safe. */
@FunctionalInterface
public interface GetHandler {
    /**
     * Performs a C-GET: finds the objects and returns {@link GetRequest#send}.
     *
     * @throws io.cameldicom.dicom.dimse.DicomServiceException to answer its status: A701 if the matches cannot be counted,
     *     A900 for an identifier that does not match the SOP class
     * @throws IOException (and any RuntimeException) to answer C000
     */
    RetrieveResult get(GetRequest request) throws IOException;
}
