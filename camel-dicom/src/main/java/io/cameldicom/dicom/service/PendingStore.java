package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.DimseResponse;
import io.cameldicom.dicom.dimse.DimseResponses;
import java.io.IOException;

/** A C-STORE that has been sent and whose answer has not been waited for. To be awaited. */
public final class PendingStore {
    private final String associationId;
    private final DimseResponses responses;

    PendingStore(String associationId, DimseResponses responses) {
        this.associationId = associationId;
        this.responses = responses;
    }

    /** Waits for the answer; returns and throws as {@link StorageScu#store(SopInstance)}. To be called once. */
    public StoreOutcome await() throws IOException {
        try (responses) {
            DimseResponse response = responses.next();
            while (response.isPending()) {
                response = responses.next();
            }
            return StorageScu.outcome(associationId, response.command());
        }
    }
}
