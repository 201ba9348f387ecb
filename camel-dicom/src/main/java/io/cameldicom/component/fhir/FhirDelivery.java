package io.cameldicom.component.fhir;

import io.cameldicom.fhir.FhirJson;
import io.cameldicom.web.RetryAfter;
import io.cameldicom.web.RetryableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Posts the transaction Bundle in the body to a FHIR R4 server, by camel-http with whatever options that has: basic
 * authentication, OAuth2 client credentials, TLS, proxy. One try: the redelivery of the route's error handler tries again,
 * when the server says (Retry-After), and not at all where that does not help. Thread-safe.
 *
 * <p>Nothing of the exchange but its body goes to the server.
 */
@Metadata(
        label = "bean",
        description = "Posts a transaction Bundle to a FHIR R4 server and turns its OperationOutcome into an exception",
        annotations = {"interfaceName=org.apache.camel.Processor"})
public class FhirDelivery extends ServiceSupport implements Processor, CamelContextAware {

    private static final int RESPONSE_TIMEOUT = 60_000;

    @Metadata(
            required = true,
            description =
                    "URL of the server with options of camel-http, such as `https://fhir.example.org/r4?authMethod=Basic"
                            + "&authUsername=hub&authPassword=...`, or `oauth2ClientId`, `oauth2ClientSecret`,"
                            + " `oauth2TokenEndpoint` and `oauth2Scope`")
    private String uri;

    @Metadata(
            description =
                    "The longest Retry-After of a server, in milliseconds, that redelivery waits for; after a longer one"
                            + " the redelivery policy's own delay counts",
            defaultValue = "300000")
    private long maxRetryAfter = 300_000;

    private CamelContext camelContext;
    private ProducerTemplate template;

    @Override
    public void process(Exchange exchange) throws Exception {
        exchange.getIn().removeHeader(Exchange.REDELIVERY_DELAY);
        String bundle = exchange.getMessage().getMandatoryBody(String.class);
        Exchange call = template().send(target(), ExchangePattern.InOut, request -> {
            Message message = request.getIn();
            message.setBody(bundle);
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.CONTENT_TYPE, FhirJson.MEDIA_TYPE + "; charset=UTF-8");
            message.setHeader("Accept", FhirJson.MEDIA_TYPE);
        });
        try {
            if (call.getException() != null) {
                throw notAnswered(exchange, call.getException());
            }
            take(exchange, call.getMessage());
        } catch (FhirDeliveryException e) {
            // ends redelivery, whatever its policy
            exchange.getExchangeExtension().setRedeliveryExhausted(!e.isRetryable());
            throw e;
        }
    }

    private void take(Exchange exchange, Message response) throws FhirDeliveryException {
        int status = response.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String body = response.getBody(String.class);
        if (status < 200 || status >= 300) {
            waitAsTold(exchange, response.getHeader("Retry-After", String.class));
            OutcomeText outcome = OutcomeText.of(body);
            throw new FhirDeliveryException(
                    exchange,
                    "FHIR server " + server() + " answered " + status
                            + (outcome.words().isEmpty() ? "" : ": " + outcome.words()),
                    status,
                    RetryableStatus.test(status),
                    outcome.diagnostics(),
                    null);
        }
        TransactionResponse.check(exchange, server(), status, body);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(FhirConstants.CONTENT_TYPE, FhirJson.MEDIA_TYPE);
    }

    /** Camel's redelivery takes its delay from this header before it asks its policy. */
    private void waitAsTold(Exchange exchange, String retryAfter) {
        Duration wait = RetryAfter.parse(retryAfter, Instant.now());
        if (wait != null && wait.toMillis() <= maxRetryAfter) {
            exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis());
        }
    }

    private FhirDeliveryException notAnswered(Exchange exchange, Exception cause) {
        return new FhirDeliveryException(
                exchange,
                "FHIR server " + server() + " did not answer: "
                        + cause.getClass().getSimpleName(),
                0,
                true,
                List.of(),
                cause);
    }

    /** camel-http waits for ever unless told, also where its HTTP client waits for a Retry-After by itself. */
    private String target() {
        String timeout = uri.contains("responseTimeout=") ? "" : "&responseTimeout=" + RESPONSE_TIMEOUT;
        return uri + (uri.indexOf('?') < 0 ? "?" : "&") + "throwExceptionOnFailure=false" + timeout;
    }

    /** Without the options, which may be secrets. */
    private String server() {
        int options = uri.indexOf('?');
        return options < 0 ? uri : uri.substring(0, options);
    }

    private ProducerTemplate template() {
        synchronized (this) {
            if (template == null) {
                template = camelContext.createProducerTemplate();
            }
            return template;
        }
    }

    @Override
    protected synchronized void doStop() {
        if (template != null) {
            template.stop();
            template = null;
        }
    }

    public String getUri() {
        return uri;
    }

    public void setUri(String uri) {
        this.uri = uri;
    }

    public long getMaxRetryAfter() {
        return maxRetryAfter;
    }

    public void setMaxRetryAfter(long maxRetryAfter) {
        this.maxRetryAfter = maxRetryAfter;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }
}
