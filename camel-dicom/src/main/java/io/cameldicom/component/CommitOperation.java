package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedScp;
import io.cameldicom.dicom.service.NormalizedScu;
import io.cameldicom.dicom.service.SopReference;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Asks the peer to promise that it keeps instances (PS3.4 Annex J), and waits for its report: it comes over the same
 * association, which stays open meanwhile, or over one that the peer opens to a consumer with {@code service=commit}.
 * Thread-safe.
 */
final class CommitOperation implements ProducerOperation {

    private final NormalizedCall call;
    private final PendingCommitments pending;
    private final Duration responseTimeout;
    private final long commitTimeout;
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();

    CommitOperation(DicomEndpoint endpoint) {
        this.call = new NormalizedCall(endpoint);
        this.pending = endpoint.getComponent().pendingCommitments();
        this.responseTimeout = Duration.ofMillis(endpoint.getConfiguration().getResponseTimeout());
        this.commitTimeout = endpoint.getConfiguration().getCommitTimeout();
    }

    @Override
    public void process(Exchange exchange) throws DicomOperationException, InterruptedException {
        StorageCommitmentRequest request = request(exchange);
        CompletableFuture<StorageCommitmentReport> report = pending.await(request.transactionUid());
        awaited.add(report);
        NormalizedScp reports = CommitReports.provider(new CommitReports(pending, CommitReports.NOBODY));
        try (DimseSession session = call.open(
                exchange,
                UID.StorageCommitmentPushModel,
                false,
                (command, abstractSyntax) -> reports.commands().contains(command) ? reports : null)) {
            new NormalizedScu(session, responseTimeout)
                    .action(
                            UID.StorageCommitmentPushModel,
                            UID.StorageCommitmentPushModelInstance,
                            StorageCommitmentRequest.ACTION_TYPE_ID,
                            request.toAttributes());
            answer(exchange.getMessage(), report.get(commitTimeout, TimeUnit.MILLISECONDS));
            if (session.isOpen()) {
                session.release();
            }
        } catch (IOException e) {
            throw call.failure(exchange, "Storage commitment failed", e);
        } catch (TimeoutException e) {
            throw call.failure(
                    exchange,
                    "Storage commitment failed",
                    new IOException("no report within " + commitTimeout
                            + " ms. If the peer opens an association of its own for it, a consumer with service=commit has"
                            + " to listen where the peer expects this AE title"));
        } catch (ExecutionException e) {
            throw call.failure(exchange, "Storage commitment failed", (IOException) e.getCause());
        } finally {
            awaited.remove(report);
            pending.forget(request.transactionUid());
        }
    }

    @Override
    public void stop() {
        awaited.forEach(report -> report.completeExceptionally(new IOException("the route stops before the report")));
    }

    private static void answer(Message message, StorageCommitmentReport report) {
        PeerCall.answer(message, Status.Success, null);
        message.setHeader(DicomConstants.COMMITTED, report.failed().isEmpty());
        message.setBody(report);
    }

    private StorageCommitmentRequest request(Exchange exchange) throws DicomOperationException {
        Object body = exchange.getMessage().getBody();
        try {
            if (body instanceof StorageCommitmentRequest request) {
                return request;
            }
            if (body instanceof Attributes attributes && attributes.contains(Tag.ReferencedSOPSequence)) {
                return StorageCommitmentRequest.of(attributes);
            }
            List<SopReference> references = new ArrayList<>();
            for (Object each : body instanceof Iterable<?> several ? several : Collections.singleton(body)) {
                references.add(reference(exchange, each));
            }
            return StorageCommitmentRequest.of(references);
        } catch (IllegalArgumentException e) {
            throw call.unusable(exchange, "storage commitment needs to know the instances: " + e.getMessage());
        }
    }

    private static SopReference reference(Exchange exchange, Object instance) {
        if (instance instanceof SopReference reference) {
            return reference;
        }
        DicomObject object =
                exchange.getContext().getTypeConverter().tryConvertTo(DicomObject.class, exchange, instance);
        if (object == null) {
            throw new IllegalArgumentException("the body must be objects, references, or the attributes of a request");
        }
        return new SopReference(object.sopClassUid(), object.sopInstanceUid());
    }
}
