package io.cameldicom.print.scp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.dimse.DimseHandlers;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.Loopback;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.RefusedException;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PrintJob;
import io.cameldicom.testing.PrintClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A printer and those who call it, over a real socket; it keeps the jobs it was asked for. */
abstract class PrinterFixture {

    @RegisterExtension
    final Loopback loopback = new Loopback();

    @TempDir
    Path spool;

    final List<PrintJob> jobs = new CopyOnWriteArrayList<>();
    final List<PrintProgress> progress = new CopyOnWriteArrayList<>();
    final PrinterState state = new PrinterState();
    private final AtomicInteger files = new AtomicInteger();

    @AfterEach
    void close_jobs() {
        jobs.forEach(PrintJob::close);
    }

    void serve(PrinterConfiguration.Builder printer) {
        serve(printer, PrintScp.Events.JOB, (job, going, request) -> {
            jobs.add(job);
            progress.add(going);
            return NormalizedReply.SUCCESS;
        });
    }

    void serve(PrinterConfiguration.Builder printer, PrintScp.Events events, PrintJobHandler handler) {
        PrintScp scp = new PrintScp(
                printer.build(),
                state,
                () -> spool.resolve("image-" + files.incrementAndGet()),
                handler,
                events,
                Duration.ofSeconds(20));
        loopback.host()
                .add(ApplicationEntity.builder("HUB")
                        .service(scp.provider())
                        .listener(scp)
                        .build());
    }

    DimseSession open(String... sopClasses) throws IOException {
        return loopback.requestor().open(PrintClient.contexts(sopClasses));
    }

    DimseSession open(DimseHandlers handlers, String... sopClasses) throws IOException {
        return loopback.requestor().open(PrintClient.contexts(sopClasses), handlers);
    }

    List<Path> spooled() {
        try (Stream<Path> list = Files.list(spool)) {
            return list.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertRefused(int status, Executable request) {
        RefusedException refusal = assertThrows(RefusedException.class, request);
        assertEquals(Status.format(status), Status.format(refusal.getStatus()));
    }

    static byte[] pixels(ImageBox box) throws IOException {
        try (InputStream in = box.openPixels()) {
            return in.readAllBytes();
        }
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.sleep(5);
        }
    }
}
