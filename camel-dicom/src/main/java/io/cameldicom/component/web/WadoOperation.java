package io.cameldicom.component.web;

import io.cameldicom.component.Cancellation;
import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.ObjectHeaders;
import io.cameldicom.component.ObjectSpool;
import io.cameldicom.component.ResponseStatus;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.dimse.StatusTable;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.dicom.service.StoreResult;
import io.cameldicom.dicom.service.SubOperations;
import io.cameldicom.web.client.Wado;
import io.cameldicom.web.client.WebClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;

/** Retrieves instances (PS3.18 10.4.1.1.1). */
final class WadoOperation implements WebProducerOperation {

    private final DicomWebConfiguration options;
    private final WebCall call;
    private final WebClient client;
    private final Wado wado;
    private final ObjectSpool spool;
    private final ProducerTemplate template;
    private final List<String> transferSyntaxes;

    /** @param template sends to {@code storeTo} */
    WadoOperation(
            DicomWebConfiguration options,
            WebCall call,
            WebClient client,
            ObjectSpool spool,
            ProducerTemplate template) {
        this.options = options;
        this.call = call;
        this.client = client;
        this.wado = new Wado(client);
        this.spool = spool;
        this.template = template;
        this.transferSyntaxes = WebSyntaxes.resolve(options.getTransferSyntaxes());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        WebObjects objects = new WebObjects(
                exchange,
                WebIdentifier.targets(exchange, options, call),
                target -> wado.instances(target, transferSyntaxes),
                client,
                spool,
                e -> call.failure(exchange, e));
        if (options.getStoreTo() == null) {
            WebOutput.set(exchange, options.getOutputType(), objects, objects::close);
        } else {
            forward(exchange, objects);
        }
    }

    /** Each object is an exchange of its own. */
    private void forward(Exchange exchange, WebObjects objects) throws DicomWebException {
        AtomicBoolean cancelled = new AtomicBoolean();
        Cancellation cancellation = exchange.getProperty(DicomConstants.CANCELLATION, Cancellation.class);
        if (cancellation != null) {
            cancellation.onCancel(() -> cancelled.set(true));
        }
        int completed = 0;
        int warnings = 0;
        List<String> failed = new ArrayList<>();
        objects.releaseEach();
        try (objects) {
            while (!cancelled.get() && objects.hasNext()) {
                DicomObject object = objects.next();
                StatusClass outcome = StatusClass.of(forward(object).status());
                if (outcome == StatusClass.SUCCESS) {
                    completed++;
                } else if (outcome == StatusClass.WARNING) {
                    warnings++;
                } else {
                    failed.add(object.sopInstanceUid());
                }
            }
        } catch (RuntimeCamelException e) {
            answer(exchange, new SubOperations(0, completed, failed.size(), warnings), failed);
            if (e.getCause() instanceof DicomWebException failure) {
                throw failure;
            }
            throw e;
        }
        RetrieveResult result = answer(exchange, new SubOperations(0, completed, failed.size(), warnings), failed);
        if (result.statusClass() == StatusClass.FAILURE) {
            throw new DicomWebException(
                    exchange,
                    call.server(),
                    "none of " + failed.size() + " objects was taken by " + options.getStoreTo(),
                    StatusTable.RETRIEVE.meaningOf(result.status()).retryable(),
                    result.status(),
                    null,
                    null);
        }
    }

    private StoreResult forward(DicomObject object) {
        return ResponseStatus.of(template.send(options.getStoreTo(), exchange -> {
            object.copy(exchange);
            ObjectHeaders.describe(exchange.getMessage(), object);
        }));
    }

    private static RetrieveResult answer(Exchange exchange, SubOperations counts, List<String> failed) {
        RetrieveResult result = RetrieveResult.of(counts, failed);
        Message message = exchange.getMessage();
        message.setBody(result);
        message.setHeader(DicomConstants.STATUS, result.status());
        message.setHeader(DicomConstants.COMPLETED_SUB_OPERATIONS, counts.completed());
        message.setHeader(DicomConstants.FAILED_SUB_OPERATIONS, counts.failed());
        message.setHeader(DicomConstants.WARNING_SUB_OPERATIONS, counts.warning());
        message.setHeader(DicomConstants.FAILED_SOP_INSTANCE_UIDS, failed);
        return result;
    }
}
