package io.cameldicom.hub;

import io.cameldicom.component.DicomConstants;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A peer behind the demo's hub that takes everything and remembers what it was. */
final class DemoArchive implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CamelContext context = new DefaultCamelContext();
    private final Set<String> arrived = new HashSet<>();

    DemoArchive(Peer self) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:" + self)
                        .routeId("archive")
                        .process(exchange -> arrived(
                                exchange.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)));
            }
        });
        context.start();
    }

    /** Waits for an object, which the sender was told is safe before it comes here. */
    synchronized boolean gets(String sopInstanceUid) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!arrived.contains(sopInstanceUid)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void arrived(String sopInstanceUid) {
        arrived.add(sopInstanceUid);
        notifyAll();
    }

    @Override
    public void close() {
        context.stop();
    }
}
