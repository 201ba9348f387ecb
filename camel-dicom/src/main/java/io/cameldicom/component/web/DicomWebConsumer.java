package io.cameldicom.component.web;

import io.cameldicom.component.ObjectSpool;
import io.cameldicom.web.WebRequestException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A DICOMweb origin server on the HTTP server of the Camel context (platform-http): what is stored, searched for and
 * retrieved goes through the route in the exchanges that a {@code dicom:} consumer makes of C-STORE, C-FIND and C-GET.
 */
class DicomWebConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(DicomWebConsumer.class);
    private static final String VERTX_ENGINE = "org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine";

    private final DicomWebEndpoint endpoint;
    private final AtomicInteger pending = new AtomicInteger();
    private ObjectSpool spool;
    private Consumer http;
    private WebDispatcher dispatcher;
    private boolean vertx;

    DicomWebConsumer(DicomWebEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        DicomWebConfiguration configuration = endpoint.getConfiguration();
        Set<WebServiceConfiguration.Service> services = configuration.services();
        spool = DicomWebComponent.spool(configuration);
        spool.open();
        dispatcher =
                new WebDispatcher(services, new WebExchanges(this), configuration, spool, endpoint.getCamelContext());
        vertx = endpoint.getCamelContext().getClassResolver().resolveClass(VERTX_ENGINE) != null;
        http = httpEndpoint().createConsumer(this::answer);
        ServiceHelper.startService(http);
        LOG.info("DICOMweb ({}) below {}", configuration.getService(), root());
    }

    /** Bodies as they come: the Vert.x engine leaves them in the request, others give their stream. */
    private Endpoint httpEndpoint() {
        String uri = "platform-http:" + root() + "?matchOnUriPrefix=true&httpMethodRestrict=GET,POST&"
                + (vertx ? "useBodyHandler=false" : "useStreaming=true");
        try {
            Endpoint http = endpoint.getCamelContext().getEndpoint(uri);
            ((HeaderFilterStrategyAware) http).setHeaderFilterStrategy(new HttpHeaders());
            return http;
        } catch (NoSuchEndpointException e) {
            throw new IllegalStateException(
                    "dicom-web:" + root()
                            + ": a consumer needs an HTTP server, such as camel-platform-http-main, or the"
                            + " starter or extension platform-http of Spring Boot or Quarkus",
                    e);
        }
    }

    private String root() {
        return endpoint.getAddress().replaceAll("/+$", "");
    }

    /** On a thread of the HTTP server. */
    private void answer(Exchange exchange) {
        pending.incrementAndGet();
        WebRequest request = new WebRequest(exchange, root(), endpoint.getConfiguration(), vertx);
        WebReply reply = reply(request);
        ReplyWriter.write(reply, exchange, request, pending::decrementAndGet);
    }

    private WebReply reply(WebRequest request) {
        try {
            return dispatcher.answer(request);
        } catch (WebRequestException e) {
            LOG.debug("DICOMweb request answered {}: {}", e.status(), e.getMessage());
            request.dropBody();
            WebReply reply = WebReply.failure(e.status(), e.getMessage());
            return e.status() == WebRequestException.UNAVAILABLE ? reply.with("Retry-After", "10") : reply;
        } catch (Exception e) {
            request.dropBody();
            getExceptionHandler().handleException("A DICOMweb request failed", e);
            return WebReply.failure(500, "Failed with " + e.getClass().getSimpleName());
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        ServiceHelper.suspendService(http);
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        ServiceHelper.resumeService(http);
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopAndShutdownService(http);
        if (spool != null) {
            spool.close();
            spool = null;
        }
        super.doStop();
    }

    @Override
    public boolean isHostedService() {
        return true;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    /** Requests whose answer has not been sent as a whole. */
    @Override
    public int getPendingExchangesSize() {
        return pending.get();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // suspending refuses new requests, which is all there is to prepare
    }
}
