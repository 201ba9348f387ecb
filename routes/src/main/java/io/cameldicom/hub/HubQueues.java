package io.cameldicom.hub;

import io.cameldicom.hub.ledger.DeliveryLedger;
import io.cameldicom.hub.queue.Broker;
import io.cameldicom.hub.queue.BrokerHealthCheck;
import io.cameldicom.hub.queue.DestinationComponent;
import io.cameldicom.hub.queue.Destinations;
import io.cameldicom.hub.queue.DestinationsHealthCheck;
import java.io.IOException;
import org.apache.camel.main.Main;

/** The durable queues as the settings have them, and their broker. */
final class HubQueues implements AutoCloseable {

    private final Broker broker;
    private final Destinations destinations;

    private HubQueues(Broker broker, Destinations destinations) {
        this.broker = broker;
        this.destinations = destinations;
    }

    static HubQueues open(HubSettings settings, DeliveryLedger ledger) throws HubException {
        try {
            Broker broker = Broker.open(settings.broker());
            try {
                return new HubQueues(broker, Destinations.open(broker, settings.queue(), ledger, settings.data()));
            } catch (IOException | RuntimeException | HubException e) {
                broker.close();
                throw e;
            }
        } catch (IOException e) {
            throw new HubException("Cannot open the durable queues: " + e.getMessage(), e);
        }
    }

    /** Makes {@code destination:} and {@code jms:} endpoints work. */
    void bind(Main main) {
        main.bind("connectionFactory", broker.forRoutes());
        main.bind("destinations", destinations);
        main.bind("brokerHealth", new BrokerHealthCheck(destinations));
        main.bind("destinationsHealth", new DestinationsHealthCheck(destinations));
        main.bind("destination", new DestinationComponent(destinations));
    }

    /** After the routes have stopped. */
    @Override
    public void close() {
        destinations.close();
        broker.close();
    }
}
