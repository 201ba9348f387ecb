package io.cameldicom.dicom.dimse;

import java.io.IOException;

/** Performs an operation or takes a notification. Shared by all associations, so it must be thread-safe. */
@FunctionalInterface
public interface DimseHandler {
    /**
     * Called on the association's reader thread, so a slow handler slows its own association only. It reads the data set
     * (if there is one) before it returns; what it leaves is skipped. It gives the final response by
     * {@link DimseRequest#respond} before it returns, or leaves it to another thread by {@link DimseRequest#answerLater};
     * else 0110 is answered.
     *
     * @throws DicomServiceException to answer its status and comment
     * @throws IOException (and any RuntimeException) to answer 0110, unless the association itself has failed
     */
    void handle(DimseRequest request) throws IOException;
}
