package io.cameldicom.component.web;

import io.cameldicom.component.transcode.TranscodeThreads;
import io.cameldicom.web.client.Qido;
import io.cameldicom.web.client.Stow;
import io.cameldicom.web.client.Wado;
import io.cameldicom.web.client.WebClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultProducer;

/** A user agent: asks the server what its operation says. Blocks the calling thread; concurrency comes from the route. */
public class DicomWebProducer extends DefaultProducer {

    private final DicomWebEndpoint endpoint;
    private final DicomWebConfiguration options;
    private final WebCall call;
    private final Map<WebOperation, WebProducerOperation> operations = new ConcurrentHashMap<>();
    private WebAgent agent;
    private WebClient client;
    private ProducerTemplate template;

    DicomWebProducer(DicomWebEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.call = new WebCall(endpoint.getAddress());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        agent = endpoint.agent(); // options that cannot be used stop the route here
        client = agent.newClient();
        template = endpoint.getCamelContext().createProducerTemplate();
    }

    @Override
    protected void doStop() throws Exception {
        client.close();
        template.stop();
        operations.clear();
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String header = exchange.getMessage().getHeader(WebConstants.OPERATION, String.class);
        WebOperation operation = header == null ? options.getOperation() : WebOperation.of(header);
        operations.computeIfAbsent(operation, this::create).process(exchange);
    }

    private WebProducerOperation create(WebOperation operation) {
        Wado wado = new Wado(client);
        return switch (operation) {
            case stow -> new StowOperation(
                    options,
                    call,
                    new Stow(client),
                    new SyntaxConversion(TranscodeThreads.of(endpoint.getCamelContext())));
            case qido -> {
                Qido qido = new Qido(client, options.getPageSize(), options.isFuzzyMatching());
                yield new DataSetOperation(
                        options, call, exchange -> qido.search(WebIdentifier.query(exchange, options, call)));
            }
            case metadata -> new DataSetOperation(
                    options, call, exchange -> wado.metadata(WebIdentifier.target(exchange, options, call)));
            case wado -> new WadoOperation(options, call, client, agent.spool(), template);
            case frames -> new PixelOperation(options, call, wado, false);
            case rendered -> new PixelOperation(options, call, wado, true);
        };
    }
}
