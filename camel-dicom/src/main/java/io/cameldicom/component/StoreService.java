package io.cameldicom.component;

import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.event.ObjectEvent;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.service.ServiceClassProvider;
import io.cameldicom.dicom.service.StorageScp;
import io.cameldicom.dicom.service.StorageSopClasses;
import io.cameldicom.dicom.service.StoreHandler;
import io.cameldicom.dicom.service.StoreRequest;
import io.cameldicom.dicom.service.StoreResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** C-STORE as exchanges: receives the object, lets the route have it, answers what came of it. Thread-safe. */
final class StoreService extends ServiceSupport implements ConsumerService, StoreHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StoreService.class);

    private final DicomConsumer consumer;
    private final DicomEndpoint endpoint;
    private final StoreCounters counters;
    private ObjectReceiver receiver;
    private AcknowledgedObjects acknowledged;

    StoreService(DicomConsumer consumer, DicomEndpoint endpoint, StoreCounters counters) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.counters = counters;
    }

    @Override
    public List<ServiceClassProvider> providers() {
        DicomConfiguration configuration = endpoint.getConfiguration();
        return List.of(new StorageScp(this, sopClasses(configuration), transferSyntaxes(configuration)));
    }

    private static Predicate<String> sopClasses(DicomConfiguration configuration) {
        SopClassSelection selection = SopClassSelection.of(configuration.getSopClasses());
        return selection.isEmpty() ? StorageSopClasses.ANY : selection::contains;
    }

    private static List<String> transferSyntaxes(DicomConfiguration configuration) {
        return configuration.transferSyntaxList().stream()
                .map(TransferSyntax::uid)
                .toList();
    }

    @Override
    protected void doStart() throws Exception {
        DicomConfiguration configuration = endpoint.getConfiguration();
        boolean spooled = configuration.getAckMode() == AckMode.spooled;
        configuration.requireSpoolDirectory();
        Spool spool = configuration.spool(endpoint.getComponent().spoolDirectories());
        SpoolDirectory directory = spool.directory(); // a folder that cannot be used stops the route here
        ReadLimits limits = ReadLimits.DEFAULT
                .withMaxElementLength(configuration.maxElementBytes())
                .withMaxSequenceDepth(configuration.getMaxSequenceDepth());
        receiver = new ObjectReceiver(
                spool, new ParsePolicy(limits, configuration.isLenient()), configuration.isFsync(), spooled);
        if (spooled) {
            acknowledged = new AcknowledgedObjects(consumer, endpoint, directory);
            acknowledged.start();
        }
    }

    @Override
    protected void doStop() {
        if (acknowledged != null) {
            acknowledged.stop();
        }
    }

    @Override
    public StoreResult store(StoreRequest request) throws IOException {
        counters.begin();
        AtomicBoolean handedOver = new AtomicBoolean();
        DicomObject object = null;
        try {
            requireResources();
            object = receiver.receive(request);
            DicomObject received = object;
            return request.finishWith(() -> {
                handedOver.set(true);
                return finish(request, received);
            });
        } catch (IOException | RuntimeException e) {
            if (!handedOver.get()) {
                failed(request, e);
                if (object != null) {
                    object.discard();
                }
            }
            throw e;
        }
    }

    private void requireResources() throws DicomServiceException {
        if (!endpoint.getComponent().guard().takesObjects()) {
            throw new DicomServiceException(Status.OutOfResources, "No room for more objects now, try again later");
        }
    }

    /** On the thread of the association, or on one of its own where an operations window was negotiated. */
    private StoreResult finish(StoreRequest request, DicomObject object) throws IOException {
        StoreResult result;
        try {
            result = acknowledged == null ? route(request, object) : acknowledged.take(request, object);
        } catch (IOException | RuntimeException e) {
            failed(request, e);
            throw e;
        }
        ended(request, result.status());
        return result;
    }

    private void failed(StoreRequest request, Exception e) {
        int status = Status.ProcessingFailure;
        if (e instanceof DicomServiceException refusal) {
            status = refusal.getStatus();
            logRefusal(request, refusal);
        } else if (e instanceof IOException && !(e instanceof PduException)) { // told by AssociationEvents
            consumer.getExceptionHandler()
                    .handleException("C-STORE over " + request.association().id() + " broke off", e);
        }
        ended(request, status);
    }

    private void ended(StoreRequest request, int status) {
        long bytes = request.dataSet().position();
        counters.end(status, bytes);
        if (DicomEvent.isWanted(endpoint.getCamelContext())) {
            new ObjectEvent(
                            endpoint.getCamelContext(),
                            ObjectEvent.Direction.received,
                            request.association().callingAeTitle(),
                            request.association().calledAeTitle(),
                            request.sopClassUid(),
                            request.sopInstanceUid(),
                            status,
                            bytes,
                            null)
                    .send();
        }
    }

    private StoreResult route(StoreRequest request, DicomObject object) {
        Exchange exchange = consumer.createExchange(false);
        try {
            consumer.createUoW(exchange);
            object.handOverTo(exchange);
            fill(exchange, request, object);
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        StoreResult result = ResponseStatus.of(exchange);
        logFailure(request, exchange, result);
        request.whenAnswered(() -> {
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
        });
        return result;
    }

    /** No exchange was made yet, so no route's error handler tells. */
    private static void logRefusal(StoreRequest request, DicomServiceException refusal) {
        LOG.warn("{}: C-STORE answered {}", request.association().id(), reason(refusal));
    }

    private static void logFailure(StoreRequest request, Exchange exchange, StoreResult result) {
        StatusClass statusClass = StatusClass.of(result.status());
        if (statusClass != StatusClass.SUCCESS && statusClass != StatusClass.WARNING && LOG.isWarnEnabled()) {
            LOG.warn(
                    "{}: C-STORE answered {}{}",
                    request.association().id(),
                    Status.format(result.status()),
                    exchange.getException() == null
                            ? ""
                            : ", the route failed with " + reason(exchange.getException()));
        }
    }

    /** What may be in a log: messages of other exceptions may quote the object, input and output name files. */
    private static String reason(Exception failure) {
        if (!(failure instanceof DicomServiceException)) {
            return failure.getClass().getName();
        }
        return failure.getCause() instanceof IOException cause
                ? failure.getMessage() + ", because of " + cause
                : failure.getMessage();
    }

    static void fill(Exchange exchange, StoreRequest request, DicomObject object) {
        exchange.setPattern(ExchangePattern.InOut);
        Message message = exchange.getIn();
        ObjectHeaders.describe(message, object);
        RequestHeaders.set(message, DicomOperation.store, request.association(), request.messageId());
        message.setHeader(DicomConstants.PRIORITY, request.priority());
        if (request.moveOriginatorAeTitle() != null) {
            message.setHeader(DicomConstants.MOVE_ORIGINATOR_AE_TITLE, request.moveOriginatorAeTitle());
            message.setHeader(DicomConstants.MOVE_ORIGINATOR_MESSAGE_ID, request.moveOriginatorMessageId());
        }
    }
}
