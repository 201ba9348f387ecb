package io.cameldicom.hub.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/** What only the broker itself can do or knows: asked by its management messages, within the hub or over the network. */
final class BrokerManagement {

    private static final String ADDRESS = "activemq.management";
    private static final int PATIENCE_MILLIS = 20_000;

    private BrokerManagement() {}

    /**
     * Removes messages from a queue, also those in its pages.
     *
     * @throws IOException if the broker does not let the hub manage it
     */
    static void remove(Session session, String queue, String selector)
            throws JMSException, ActiveMQException, IOException {
        ask(session, ResourceNames.QUEUE + queue, "removeMessages", selector);
    }

    /**
     * The settings that hold for a queue.
     *
     * @return Artemis' JSON
     * @throws IOException if the broker does not let the hub ask
     */
    static String addressSettings(Session session, String queue) throws JMSException, ActiveMQException, IOException {
        return (String) ask(session, ResourceNames.BROKER, "getAddressSettingsAsJSON", queue);
    }

    private static Object ask(Session session, String resource, String operation, Object argument)
            throws JMSException, ActiveMQException, IOException {
        ClientSession core = ((ActiveMQSession) session).getCoreSession();
        try (ClientRequestor requestor = new ClientRequestor(core, ADDRESS)) {
            ClientMessage question = core.createMessage(false);
            ManagementHelper.putOperationInvocation(question, resource, operation, argument);
            ClientMessage answer = requestor.request(question, PATIENCE_MILLIS);
            if (answer == null) {
                throw new IOException("The broker's management does not answer");
            }
            if (!ManagementHelper.hasOperationSucceeded(answer)) {
                throw new IOException("The broker refuses " + operation + ": " + ManagementHelper.getResult(answer));
            }
            return ManagementHelper.getResult(answer);
        } catch (IOException | JMSException | ActiveMQException e) {
            throw e;
        } catch (Exception e) { // the requestor's methods declare nothing nearer
            throw new IOException("The broker cannot be managed: " + e.getMessage(), e);
        }
    }
}
