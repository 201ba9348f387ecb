package io.cameldicom.component;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.StoreResult;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.StoredPrintJob;
import io.cameldicom.print.scp.PrintProgress;
import io.cameldicom.print.scp.PrintScp;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ackMode=spooled} of a printer: an N-ACTION is answered when the job, pixels included, is a file that is safe, and
 * the route prints one job after the other. The file is there until then; what a crash or a stop left is printed when the
 * consumer starts again. The file of a job whose route failed is kept in the folder {@code failed} of the spool directory.
 * Thread-safe.
 */
final class AcknowledgedPrintJobs {

    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgedPrintJobs.class);
    private static final int BUFFER = 256 * 1024;
    /** PS3.3 C.13.8.1. */
    private static final String UNKNOWN_PROBLEM = "UNKNOWN";

    private final DicomConsumer consumer;
    private final DicomEndpoint endpoint;
    private final SpoolDirectory directory;
    private final String folder;
    private final AtomicInteger waiting = new AtomicInteger();
    private ExecutorService executor;

    AcknowledgedPrintJobs(DicomConsumer consumer, DicomEndpoint endpoint, SpoolDirectory directory) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.directory = directory;
        // An AE title may have characters that file names may not.
        this.folder = endpoint.getAeTitle().replaceAll("[^A-Za-z0-9_-]", "_") + "-" + endpoint.getPort() + "-print";
    }

    void start(PrintScp scp) throws IOException {
        executor = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(consumer, "DicomPrint[" + endpoint.getAeTitle() + "]");
        List<Path> left = directory.acknowledged(folder);
        if (!left.isEmpty()) {
            LOG.info("{} print jobs were acknowledged but not printed: printing them now", left.size());
        }
        for (Path file : left) {
            printAgain(file, scp);
        }
    }

    void stop() {
        endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
    }

    /** Makes the job safe; its route runs later. */
    NormalizedReply take(PrintJob job, PrintProgress progress, NormalizedRequest request) throws IOException {
        try (job) {
            if (waiting.incrementAndGet() > endpoint.getConfiguration().getMaxPrintJobs()) {
                throw new DicomServiceException(Status.ResourceLimitation, "The print queue is full");
            }
            Path file = store(job);
            try {
                submit(file, progress, exchange -> PrintHeaders.describe(exchange.getIn(), request));
            } catch (RejectedExecutionException e) {
                Files.delete(file); // the peer is told that there is no job, so none may be printed at the next start
                throw e;
            }
            return NormalizedReply.SUCCESS;
        } catch (IOException | RuntimeException e) {
            waiting.decrementAndGet();
            throw e;
        }
    }

    private Path store(PrintJob job) throws DicomServiceException {
        boolean sync = endpoint.getConfiguration().isFsync();
        Path file = directory.newPath();
        try {
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                BufferedOutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                RoutedPrintJob.write(job, out);
                out.flush();
                if (sync) {
                    channel.force(true);
                }
            }
            return directory.acknowledge(file, folder, sync);
        } catch (IOException e) {
            SpoolFile.owned(file).release();
            throw new DicomServiceException(Status.OutOfResources, "The spool of the printer cannot be written", e);
        }
    }

    private DicomObject open(Path file) throws IOException {
        return DicomObjects.read(
                new DataSetBytes.InFile(SpoolFile.acknowledged(file), 0, Files.size(file)),
                endpoint.getConfiguration().spool(endpoint.getComponent().spoolDirectories()));
    }

    private void printAgain(Path file, PrintScp scp) {
        try (PrintJob job = StoredPrintJob.toJob(open(file).attributes()).build()) {
            waiting.incrementAndGet();
            submit(file, scp.resume(job), exchange -> {});
        } catch (IOException | RuntimeException e) {
            consumer.getExceptionHandler()
                    .handleException("The acknowledged print job " + file + " cannot be printed and stays there", e);
        }
    }

    /** What waits is the file: attributes of many jobs would take too much memory. */
    private void submit(Path file, PrintProgress progress, Consumer<Exchange> headers) {
        Exchange exchange = consumer.createExchange(false);
        try {
            consumer.createUoW(exchange);
            exchange.setPattern(ExchangePattern.InOnly);
            headers.accept(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        executor.execute(() -> print(exchange, file, progress));
    }

    private void print(Exchange exchange, Path file, PrintProgress progress) {
        waiting.decrementAndGet();
        progress.printing();
        DicomObject stored = null;
        try {
            stored = open(file);
            PrintHeaders.fill(exchange, PrintConverter.read(stored));
            if (exchange.getException() == null) {
                consumer.getProcessor().process(exchange);
            }
        } catch (Exception e) {
            exchange.setException(e);
        }
        StoreResult result = ResponseStatus.of(exchange);
        if (StatusClass.of(result.status()) == StatusClass.FAILURE) {
            progress.failed(UNKNOWN_PROBLEM);
            keep(exchange, file, stored);
        } else {
            progress.done();
        }
        consumer.doneUoW(exchange);
        consumer.releaseExchange(exchange, false);
    }

    /** The sender has been told that the job is safe, so it has to stay so. */
    private void keep(Exchange exchange, Path file, DicomObject stored) {
        try {
            Path kept = directory.keepFailed(file);
            consumer.getExceptionHandler()
                    .handleException(
                            "The route of an acknowledged print job failed; it is kept in " + kept,
                            exchange,
                            exchange.getException());
        } catch (IOException e) {
            if (stored != null) {
                stored.holdForGood();
            }
            consumer.getExceptionHandler()
                    .handleException(
                            "The route of an acknowledged print job failed; it stays in " + file
                                    + " and is printed at the next start",
                            e);
        }
    }
}
