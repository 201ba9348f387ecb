package io.cameldicom.hub.queue;

import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/** Delivers what is in the queue of one destination, an exchange each, on threads of its own. */
final class DestinationConsumer extends DefaultConsumer implements Suspendable {

    /** Camel has waited for what is on its way before it stops a consumer; what goes on then is broken off. */
    private static final long STOP_MILLIS = 2_000;

    private final Queues queues;
    private final Line line;
    private final DeliveryOptions options;
    private ExecutorService executor;
    private volatile boolean taking;

    DestinationConsumer(DestinationEndpoint endpoint, Processor processor, Queues queues) {
        super(endpoint, processor);
        this.queues = queues;
        this.line = queues.line(endpoint.names().get(0));
        this.options = endpoint.options();
    }

    /** Whether objects may be taken from the queue, and tries that fail be counted. */
    boolean isTaking() {
        return taking;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        line.open(options);
        executor = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "Destination[" + line.name() + "]", options.concurrency());
        work();
    }

    private void work() {
        taking = true;
        for (int i = 0; i < options.concurrency(); i++) {
            executor.execute(new DeliveryWorker(this, queues, line, options));
        }
    }

    @Override
    protected void doSuspend() {
        taking = false;
        line.wake();
    }

    @Override
    protected void doResume() {
        work();
    }

    @Override
    protected void doStop() throws Exception {
        taking = false;
        line.wake();
        if (executor != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(executor, STOP_MILLIS);
            executor = null;
            line.close();
        }
        super.doStop();
    }
}
