package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.StoreRequest;
import io.cameldicom.dicom.service.StoreResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ackMode=spooled}: an object is answered when its file is safe, and routed afterwards. The file is there until
 * its route is done; what a crash or a stop left is routed when the consumer starts again. The file of an object whose
 * route failed is kept in the folder {@code failed} of the spool directory. Thread-safe.
 */
final class AcknowledgedObjects {

    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgedObjects.class);

    private final DicomConsumer consumer;
    private final DicomEndpoint endpoint;
    private final SpoolDirectory directory;
    private final String folder;
    private ExecutorService executor;

    AcknowledgedObjects(DicomConsumer consumer, DicomEndpoint endpoint, SpoolDirectory directory) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.directory = directory;
        // An AE title may have characters that file names may not.
        this.folder = endpoint.getAeTitle().replaceAll("[^A-Za-z0-9_-]", "_") + "-" + endpoint.getPort();
    }

    void start() throws IOException {
        executor = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newDefaultThreadPool(consumer, "DicomSpooled[" + endpoint.getAeTitle() + "]");
        List<Path> left = directory.acknowledged(folder);
        if (!left.isEmpty()) {
            LOG.info("{} objects were acknowledged to their senders but not routed: routing them now", left.size());
        }
        for (Path file : left) {
            routeAgain(file);
        }
    }

    void stop() {
        endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
    }

    /** Makes the object's file safe; its route runs later. */
    StoreResult take(StoreRequest request, DicomObject received) throws IOException {
        DicomObject object = received.inFile(acknowledge(received));
        route(object, exchange -> StoreService.fill(exchange, request, object));
        return StoreResult.SUCCESS;
    }

    private SpoolFile acknowledge(DicomObject received) throws DicomServiceException {
        try {
            return SpoolFile.acknowledged(directory.acknowledge(
                    received.path(), folder, endpoint.getConfiguration().isFsync()));
        } catch (IOException e) {
            throw new DicomServiceException(Status.OutOfResources, "The spool of the receiver cannot be written", e);
        }
    }

    private void routeAgain(Path file) {
        try {
            DicomObject object = DicomObjects.read(
                    new DataSetBytes.InFile(SpoolFile.acknowledged(file), 0, Files.size(file)),
                    new Spool(endpoint.getComponent().spoolDirectories(), directory.parent(), Spool.DEFAULT_THRESHOLD));
            route(object, exchange -> {
                ObjectHeaders.describe(exchange.getIn(), object);
                exchange.getIn().setHeader(DicomConstants.OPERATION, DicomOperation.store.name());
                exchange.getIn()
                        .setHeader(
                                DicomConstants.CALLING_AE_TITLE,
                                object.fileMetaInformation().sourceAeTitle());
            });
        } catch (IOException | RuntimeException e) {
            consumer.getExceptionHandler()
                    .handleException("The acknowledged object " + file + " cannot be routed and stays there", e);
        }
    }

    private void route(DicomObject object, java.util.function.Consumer<Exchange> filling) {
        Exchange exchange = consumer.createExchange(false);
        try {
            consumer.createUoW(exchange);
            object.handOverTo(exchange);
            filling.accept(exchange);
            exchange.setPattern(org.apache.camel.ExchangePattern.InOnly);
        } catch (Exception e) {
            exchange.setException(e);
        }
        executor.execute(() -> run(exchange, object));
    }

    private void run(Exchange exchange, DicomObject object) {
        try {
            if (exchange.getException() == null) {
                consumer.getProcessor().process(exchange);
            }
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null || exchange.isRollbackOnly()) {
            keep(exchange, object);
        }
        consumer.doneUoW(exchange);
        consumer.releaseExchange(exchange, false);
    }

    /** The sender has been told that the object is safe, so it has to stay so. */
    private void keep(Exchange exchange, DicomObject object) {
        try {
            Path kept = directory.keepFailed(object.path());
            consumer.getExceptionHandler()
                    .handleException(
                            "The route of an acknowledged object failed; it is kept in " + kept,
                            exchange,
                            exchange.getException());
        } catch (IOException e) {
            object.holdForGood();
            consumer.getExceptionHandler()
                    .handleException(
                            "The route of an acknowledged object failed; it stays in " + object.path()
                                    + " and is routed at the next start",
                            e);
        }
    }
}
