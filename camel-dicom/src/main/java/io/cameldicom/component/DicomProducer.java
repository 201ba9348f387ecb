package io.cameldicom.component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultProducer;

/**
 * A service class user: asks the peer what its operation says. Blocks the calling thread, which is
 * what the network does too; concurrency comes from the route and is bounded by the association pool.
 */
@ManagedResource(description = "Managed DicomProducer")
public class DicomProducer extends DefaultProducer {

    private final DicomEndpoint endpoint;
    private final StoreCounters counters = new StoreCounters();
    private final Map<DicomOperation, ProducerOperation> operations = new ConcurrentHashMap<>();

    DicomProducer(DicomEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.producerTls(); // what cannot be used stops the route here
        endpoint.addHealthCheck();
    }

    @Override
    protected void doStop() throws Exception {
        operations.values().forEach(ProducerOperation::stop);
        operations.clear();
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        operations
                .computeIfAbsent(operation(exchange), name -> ProducerOperations.create(name, endpoint, counters))
                .process(exchange);
    }

    private DicomOperation operation(Exchange exchange) {
        String header = exchange.getMessage().getHeader(DicomConstants.OPERATION, String.class);
        return header == null ? endpoint.getConfiguration().getOperation() : DicomOperation.of(header);
    }

    @ManagedAttribute(description = "Objects the peer took, with success or a warning")
    public long getObjectsSent() {
        return counters.taken();
    }

    @ManagedAttribute(description = "Objects that could not be sent or were refused")
    public long getObjectsFailed() {
        return counters.refused();
    }

    @ManagedAttribute(description = "Bytes of the data sets of all objects, sent or failed")
    public long getBytes() {
        return counters.bytes();
    }
}
