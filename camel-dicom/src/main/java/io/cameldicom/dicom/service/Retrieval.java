package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DimseResponse;
import io.cameldicom.dicom.dimse.DimseResponses;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A C-MOVE or C-GET this side has asked for. Its progress may be followed; of reports that come faster than they are taken
 * the latest is kept. Closing cancels it unless it has ended. For one thread at a time, but {@link #cancel} is for any.
 */
public final class Retrieval implements Closeable {
    private final DimseResponses responses;
    private RetrieveResult result;

    Retrieval(DimseResponses responses) {
        this.responses = responses;
    }

    /**
     * Waits for the next report.
     *
     * @return null when it has ended, see {@link #result}
     * @throws IOException as {@link DimseResponses#next}
     */
    public SubOperations next() throws IOException {
        DimseResponse response = responses.next();
        if (response == null) {
            return null;
        }
        SubOperations counts = SubOperations.of(response.command());
        if (response.isPending()) {
            return counts;
        }
        result = new RetrieveResult(
                response.status(),
                counts,
                failedUids(response),
                response.command().errorComment());
        return null;
    }

    /** How it ended; null before {@link #next} has returned null. Whatever the status: look at it. */
    public RetrieveResult result() {
        return result;
    }

    /**
     * Waits until it has ended.
     *
     * @param progress told of each report
     * @return how it ended, whatever its status: look at it
     * @throws IOException as {@link DimseResponses#next}
     */
    public RetrieveResult await(Consumer<SubOperations> progress) throws IOException {
        for (SubOperations counts = next(); counts != null; counts = next()) {
            progress.accept(counts);
        }
        return result;
    }

    /** As {@link #await(Consumer)} without looking at the progress. */
    public RetrieveResult await() throws IOException {
        return await(counts -> {});
    }

    /** Asks the peer to stop; what is under way is finished, then comes the end, usually with FE00. For any thread. */
    public void cancel() throws IOException {
        responses.cancel();
    }

    /** Cancels it unless it has ended, and waits until it has. */
    @Override
    public void close() {
        responses.close();
    }

    private static List<String> failedUids(DimseResponse response) {
        String[] uids = response.dataSet() == null ? null : response.dataSet().getStrings(Tag.FailedSOPInstanceUIDList);
        return uids == null ? List.of() : List.of(uids);
    }
}
