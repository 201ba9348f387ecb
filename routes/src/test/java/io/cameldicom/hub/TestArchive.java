package io.cameldicom.hub;

import io.cameldicom.component.DicomObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A peer behind the hub: keeps the data sets it gets, or answers as a test says. */
public final class TestArchive implements AutoCloseable {

    /** What to do with an object, besides keeping it. */
    public interface Answer {
        void to(Exchange exchange) throws Exception;
    }

    private final CamelContext context = new DefaultCamelContext();
    private final Map<String, byte[]> dataSets = new ConcurrentHashMap<>();
    private final Peer peer;

    public TestArchive() throws Exception {
        this(exchange -> {});
    }

    public TestArchive(Answer answer) throws Exception {
        this(HubTest.freePort(), answer);
    }

    public TestArchive(int port, Answer answer) throws Exception {
        this(port, answer, true);
    }

    /** One that does not keep what it gets, and so can get much. */
    public static TestArchive forgetful(Answer answer) throws Exception {
        return new TestArchive(HubTest.freePort(), answer, false);
    }

    private TestArchive(int port, Answer answer, boolean keeping) throws Exception {
        peer = new Peer("ARCHIVE", "127.0.0.1", port);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:" + peer).process(exchange -> {
                    if (keeping) {
                        keep(exchange.getMessage().getBody(DicomObject.class));
                    }
                    answer.to(exchange);
                });
            }
        });
        context.start();
    }

    private void keep(DicomObject object) throws IOException {
        dataSets.put(object.sopInstanceUid(), dataSet(object));
    }

    public static byte[] dataSet(DicomObject object) throws IOException {
        try (InputStream in = object.openDataSet()) {
            return in.readAllBytes();
        }
    }

    /** {@code ARCHIVE@127.0.0.1:port}. */
    public String address() {
        return peer.toString();
    }

    /** What arrived, by SOP Instance UID. */
    public Map<String, byte[]> dataSets() {
        return dataSets;
    }

    @Override
    public void close() {
        context.stop();
    }
}
