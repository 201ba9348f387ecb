package io.cameldicom.dicom.service;

import io.cameldicom.dicom.ul.AssociationRejectedException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Whether a request that failed is worth being sent again, unchanged and later. */
public final class RetryAdvice {
    private RetryAdvice() {}

    /**
     * True where time may heal it: no connection, a lost association, no answer, a transient rejection, a status that says
     * so ({@link RefusedException#isRetryable}). False where somebody has to change something first: a permanent rejection,
     * an encoding the peer does not take, a refused object, a file that cannot be read, and what is no I/O failure at all.
     *
     * @param failure as the SCUs and {@link AssociationRequestor#open} throw it
     */
    public static boolean retryMakesSense(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.isRetryable();
        }
        if (failure instanceof AssociationRejectedException rejected) {
            return rejected.isTransient();
        }
        return failure instanceof IOException
                && !(failure instanceof ContextNotAcceptedException)
                && !(failure instanceof FileSystemException);
    }
}
