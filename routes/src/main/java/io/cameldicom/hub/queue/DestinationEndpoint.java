package io.cameldicom.hub.queue;

import java.time.Duration;
import java.util.List;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** The durable queue of a destination: {@code to} puts objects into it, {@code from} delivers them. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "destination",
        title = "Destination",
        syntax = "destination:names",
        remote = false)
public final class DestinationEndpoint extends DefaultEndpoint {

    /** Header: the destination an object is delivered to. */
    public static final String DESTINATION = "CamelDicomDestination";

    /** Header: tries of this object that failed before this one. */
    public static final String TRIES = "CamelDicomDestinationTries";

    /**
     * Exchange property by which a route says what it did with the object instead of sending it: an {@link
     * io.cameldicom.hub.ledger.Outcome}, such as {@code FILTERED}. The object is done with it.
     */
    public static final String OUTCOME = "CamelDicomDestinationOutcome";

    private final Queues queues;

    @UriPath(description = "Name of the destination; for a producer one or more, with commas between them")
    @Metadata(required = true)
    private final List<String> names;

    @UriParam(label = "consumer", defaultValue = "4", description = "Objects on their way at once")
    private int concurrency = 4;

    @UriParam(
            label = "consumer",
            defaultValue = "none",
            description = "study: the objects of a study one at a time, in the order they were queued in")
    private DeliveryOrder order = DeliveryOrder.none;

    @UriParam(
            label = "consumer",
            description = "Wait before the second try, doubled for each one after it; the setting hub.queue.retryDelay")
    private Duration retryDelay;

    @UriParam(label = "consumer", description = "Longest wait between two tries; the setting hub.queue.retryDelayMax")
    private Duration retryDelayMax;

    @UriParam(
            label = "consumer",
            description = "An object that fails when it is older than this is given up; the setting hub.queue.maxAge")
    private Duration maxAge;

    @UriParam(
            label = "consumer",
            defaultValue = "2",
            description = "Tries of an object that the destination refuses for good")
    private int refusals = 2;

    @UriParam(
            label = "consumer",
            description = "When objects are sent, such as Mon-Fri 19:00-07:00, Sat-Sun; always if empty")
    private String hours;

    @UriParam(label = "producer", description = "Overrides the priority the object was sent with")
    private DestinationPriority priority;

    DestinationEndpoint(String uri, DestinationComponent component, Queues queues, List<String> names) {
        super(uri, component);
        this.queues = queues;
        this.names = names;
        this.retryDelay = queues.settings().retryDelay();
        this.retryDelayMax = queues.settings().retryDelayMax();
        this.maxAge = queues.settings().maxAge();
    }

    @Override
    public Producer createProducer() {
        return new DestinationProducer(this, queues);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (names.size() != 1) {
            throw new IllegalArgumentException(
                    "A route delivers to one destination; " + getEndpointUri() + " names " + names.size());
        }
        if (concurrency < 1
                || refusals < 1
                || !isPositive(retryDelay)
                || !isPositive(maxAge)
                || retryDelayMax.compareTo(retryDelay) < 0) {
            throw new IllegalArgumentException(getEndpointUri()
                    + ": concurrency, refusals, retryDelay and maxAge are more than 0, retryDelayMax at least"
                    + " retryDelay");
        }
        DestinationConsumer consumer = new DestinationConsumer(this, processor, queues);
        configureConsumer(consumer);
        return consumer;
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    DeliveryOptions options() {
        return new DeliveryOptions(
                concurrency, order, retryDelay, retryDelayMax, maxAge, refusals, DeliveryHours.parse(hours));
    }

    List<String> names() {
        return names;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }

    public DeliveryOrder getOrder() {
        return order;
    }

    public void setOrder(DeliveryOrder order) {
        this.order = order;
    }

    public Duration getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(Duration retryDelay) {
        this.retryDelay = retryDelay;
    }

    public Duration getRetryDelayMax() {
        return retryDelayMax;
    }

    public void setRetryDelayMax(Duration retryDelayMax) {
        this.retryDelayMax = retryDelayMax;
    }

    public Duration getMaxAge() {
        return maxAge;
    }

    public void setMaxAge(Duration maxAge) {
        this.maxAge = maxAge;
    }

    public int getRefusals() {
        return refusals;
    }

    public void setRefusals(int refusals) {
        this.refusals = refusals;
    }

    public String getHours() {
        return hours;
    }

    public void setHours(String hours) {
        this.hours = hours;
    }

    public DestinationPriority getPriority() {
        return priority;
    }

    public void setPriority(DestinationPriority priority) {
        this.priority = priority;
    }
}
