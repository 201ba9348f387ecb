package io.cameldicom.component.web;

import io.cameldicom.component.ObjectSpool;
import io.cameldicom.web.client.Credentials;
import io.cameldicom.web.client.RetryPolicy;
import io.cameldicom.web.client.WebClient;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.apache.camel.support.service.ServiceSupport;

/** What the producers of one endpoint share: connections, token, and where received objects go. */
final class WebAgent extends ServiceSupport {

    private final DicomWebEndpoint endpoint;
    private ExecutorService executor;
    private HttpClient http;
    private Credentials credentials;
    private ObjectSpool spool;

    WebAgent(DicomWebEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        executor = endpoint.getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "DicomWeb");
        http = WebClients.http(endpoint, executor);
        credentials = WebClients.credentials(http, endpoint.getConfiguration());
        spool = DicomWebComponent.spool(endpoint.getConfiguration());
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.getCamelContext().getExecutorServiceManager().shutdown(executor);
        if (spool != null) {
            spool.close();
        }
    }

    /** For one producer, which closes it. */
    WebClient newClient() {
        DicomWebConfiguration options = endpoint.getConfiguration();
        return new WebClient(
                http,
                endpoint.getAddress(),
                credentials,
                new RetryPolicy(
                        options.getMaxRetries(),
                        Duration.ofMillis(options.getRetryDelay()),
                        Duration.ofMillis(options.getMaxRetryDelay())),
                Duration.ofMillis(options.getResponseTimeout()));
    }

    ObjectSpool spool() {
        return spool;
    }
}
