package io.cameldicom.hub.queue;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.management.AddressSettingsInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether an external broker keeps what it is given: by its own rules it may drop what the hub has promised to keep. */
final class BrokerRules {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerRules.class);

    private BrokerRules() {}

    /**
     * Asks the broker for its rules. A broker that does not let the hub ask is told of in the log and trusted.
     *
     * @throws JMSException if the broker does not answer
     * @throws IOException if it would drop messages; says what to change
     */
    static void check(Broker broker) throws JMSException, IOException {
        for (String queue : List.of(QueueNames.usual("ANY"), QueueNames.dead("ANY"))) {
            List<String> wrong = wrong(broker, queue);
            if (!wrong.isEmpty()) {
                throw new IOException("The broker " + broker + " may drop queued objects. Set "
                        + String.join(" and ", wrong) + " in its address-setting for dicom.#");
            }
        }
    }

    private static List<String> wrong(Broker broker, String queue) throws JMSException {
        List<String> wrong = new ArrayList<>();
        try (QueueConnection connection = QueueConnection.individual(broker)) {
            AddressSettingsInfo rules =
                    AddressSettingsInfo.fromJSON(BrokerManagement.addressSettings(connection.session(), queue));
            if (rules.getMaxDeliveryAttempts() > 0) {
                wrong.add("max-delivery-attempts to -1");
            }
            if (rules.getExpiryDelay() > 0) { // 0 also where the broker has none
                wrong.add("expiry-delay to -1");
            }
            if ("DROP".equals(rules.getAddressFullMessagePolicy())) {
                wrong.add("address-full-policy to PAGE");
            }
        } catch (IOException | ActiveMQException | RuntimeException e) { // also answers of versions to come
            LOG.warn("Whether the broker {} keeps what it is given cannot be seen: {}", broker, e.getMessage());
        }
        return wrong;
    }
}
