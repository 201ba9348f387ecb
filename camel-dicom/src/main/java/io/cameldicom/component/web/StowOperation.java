package io.cameldicom.component.web;

import io.cameldicom.component.BodyElements;
import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.web.client.InstanceOutcome;
import io.cameldicom.web.client.Stow;
import io.cameldicom.web.client.StowResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Stores the object in the body, or all of a list or iterator (PS3.18 10.5). */
final class StowOperation implements WebProducerOperation {

    private final DicomWebConfiguration options;
    private final WebCall call;
    private final StowBatch batches;

    StowOperation(DicomWebConfiguration options, WebCall call, Stow stow, SyntaxConversion conversion) {
        this.options = options;
        this.call = call;
        this.batches = new StowBatch(stow, conversion, options.getTranscode());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        boolean many = isMany(message.getBody());
        List<InstanceOutcome> outcomes = new ArrayList<>();
        int httpStatus = 0;
        try (BodyElements elements =
                BodyElements.of(many ? message.getBody() : message.getMandatoryBody(DicomObject.class))) {
            List<DicomObject> batch = new ArrayList<>();
            long bytes = 0;
            while (elements.hasNext()) {
                DicomObject object = object(exchange, elements.next());
                if (batch.size() == options.getBatchSize()
                        || !batch.isEmpty() && bytes + object.size() > options.batchByteCount()) {
                    httpStatus = store(batch, outcomes);
                    batch.clear();
                    bytes = 0;
                }
                batch.add(object);
                bytes += object.size();
            }
            if (!batch.isEmpty()) {
                httpStatus = store(batch, outcomes);
            }
        } catch (IOException e) {
            throw call.failure(exchange, e, new StowResult(httpStatus, outcomes));
        }
        if (outcomes.isEmpty()) {
            throw call.unusable(exchange, "there is no object in the body to store");
        }
        answer(exchange, new StowResult(httpStatus, outcomes), many);
    }

    private static boolean isMany(Object body) {
        return body instanceof Iterable<?> && !(body instanceof Path)
                || body instanceof Iterator<?>
                || body instanceof BaseStream<?, ?>
                || body instanceof Object[];
    }

    private DicomObject object(Exchange exchange, Object element) throws DicomWebException {
        DicomObject object = element instanceof DicomObject ready
                ? ready
                : exchange.getContext().getTypeConverter().tryConvertTo(DicomObject.class, exchange, element);
        if (object == null) {
            throw call.unusable(
                    exchange,
                    "what is stored is made of DicomObjects or files, not of "
                            + (element == null ? "null" : element.getClass().getName()));
        }
        if (object.sopClassUid() == null || object.sopInstanceUid() == null) {
            throw call.unusable(
                    exchange,
                    "an object cannot be stored, it has no SOP Class UID (0008,0016) or SOP Instance UID (0008,0018)");
        }
        return object;
    }

    private int store(List<DicomObject> batch, List<InstanceOutcome> outcomes)
            throws IOException, InterruptedException {
        StowResult result = batches.store(batch);
        outcomes.addAll(result.outcomes());
        return result.httpStatus();
    }

    /** Tells what came of it, and fails the exchange unless the server has everything. */
    private void answer(Exchange exchange, StowResult result, boolean many) throws DicomWebException {
        Message message = exchange.getMessage();
        message.setHeader(WebConstants.HTTP_STATUS, result.httpStatus());
        message.setHeader(DicomConstants.STATUS, status(result));
        if (many) {
            message.setBody(result);
            message.setHeader(
                    DicomConstants.FAILED_SOP_INSTANCE_UIDS,
                    result.failed().stream()
                            .map(InstanceOutcome::sopInstanceUid)
                            .toList());
        }
        if (!result.isAllStored()) {
            List<InstanceOutcome> failed = result.failed();
            InstanceOutcome first = failed.get(0);
            throw new DicomWebException(
                    exchange,
                    call.server(),
                    "STOW-RS was answered " + result.httpStatus() + ", " + failed.size() + " of "
                            + result.outcomes().size() + " objects not stored; the first, " + first.sopInstanceUid()
                            + ": " + first.words(),
                    failed.stream().anyMatch(InstanceOutcome::isRetryable),
                    first.status(),
                    result,
                    null);
        }
    }

    /** Of the first that was not stored, else of the first with a warning. */
    private static int status(StowResult result) {
        return result.outcomes().stream()
                .filter(outcome -> !outcome.isStored())
                .findFirst()
                .or(() -> result.outcomes().stream()
                        .filter(outcome -> outcome.kind() == InstanceOutcome.Kind.WARNING)
                        .findFirst())
                .map(InstanceOutcome::status)
                .orElse(Status.Success);
    }
}
