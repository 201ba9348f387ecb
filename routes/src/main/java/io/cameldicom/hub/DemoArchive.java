package io.cameldicom.hub;

import io.cameldicom.component.DicomConstants;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A peer behind the demo's hub that takes everything and remembers what it was. */
final class DemoArchive implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    DemoArchive(Peer self) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:" + self)
                        .routeId("archive")
                        .process(exchange -> arrived.add(
                                exchange.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID, String.class)));
            }
        });
        context.start();
    }

    boolean has(String sopInstanceUid) {
        return arrived.contains(sopInstanceUid);
    }

    @Override
    public void close() {
        context.stop();
    }
}
