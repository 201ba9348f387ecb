package io.cameldicom.dicom.service;

import java.io.IOException;

/** What a {@link MoveScp} does with a C-MOVE. Called on a thread of the executor; thread-safe. */
@FunctionalInterface
public interface MoveHandler {
    /**
     * Performs a C-MOVE: finds the destination and the objects and returns {@link MoveRequest#sendTo}; or has somebody else
     * do it, tells the peer of the progress by {@link MoveRequest#pending}, and returns how it ended.
     *
     * @throws io.cameldicom.dicom.dimse.DicomServiceException to answer its status: A801 for an unknown destination, A701 if
     *     the matches cannot be counted, A900 for an identifier that does not match the SOP class
     * @throws IOException (and any RuntimeException) to answer C000
     */
    RetrieveResult move(MoveRequest request) throws IOException;
}
