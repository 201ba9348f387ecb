package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** What the SCPs of C-MOVE and C-GET have in common. */
abstract class RetrieveScp implements ServiceClassProvider {
    private final RetrieveOptions supported;
    private final Duration pendingInterval;

    RetrieveScp(RetrieveOptions supported, Duration pendingInterval) {
        this.supported = supported;
        this.pendingInterval = pendingInterval;
    }

    Duration pendingInterval() {
        return pendingInterval;
    }

    @Override
    public Optional<ByteBuffer> negotiate(SopClassExtendedNegotiation proposed) {
        return Optional.of(supported
                .and(RetrieveOptions.decode(proposed.applicationInformation()))
                .encode());
    }

    @Override
    public void handle(DimseRequest request) throws IOException {
        RetrieveRequest retrieve = read(request);
        request.answerLater(later -> answer(retrieve));
    }

    abstract RetrieveRequest read(DimseRequest request) throws IOException;

    abstract RetrieveResult perform(RetrieveRequest retrieve) throws IOException;

    private void answer(RetrieveRequest retrieve) throws IOException {
        RetrieveResult result;
        try {
            result = perform(retrieve);
        } catch (IOException | RuntimeException e) {
            throw HandlerFailures.answerTo(e, retrieve.request());
        } finally {
            retrieve.progress().stop();
        }
        if (result == null) {
            throw new DicomServiceException(Status.UnableToProcess, "Handler has no result");
        }
        retrieve.progress().end(result);
    }
}
