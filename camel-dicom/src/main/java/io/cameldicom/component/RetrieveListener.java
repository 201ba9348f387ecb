package io.cameldicom.component;

import io.cameldicom.dicom.service.SubOperations;

/**
 * Follows a C-MOVE or C-GET of a producer. To be set as the exchange property {@code CamelDicomRetrieveListener}; a consumer
 * in front of the producer sets one that tells its own peer.
 */
@FunctionalInterface
public interface RetrieveListener {

    /** So much has been done. Called on the thread that follows the retrieval; it may block, and slows what it follows. */
    void progress(SubOperations counts);
}
