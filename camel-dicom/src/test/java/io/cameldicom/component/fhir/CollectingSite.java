package io.cameldicom.component.fhir;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomConsumer;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.fhir.DicomStudy;
import io.cameldicom.fhir.UnusableObjectException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A program that collects studies in a folder; what is complete goes to a queue, what conflicts to another. */
final class CollectingSite implements AutoCloseable {

    final BlockingQueue<DicomStudy> delivered = new LinkedBlockingQueue<>();
    final BlockingQueue<Exchange> quarantine = new LinkedBlockingQueue<>();
    final AtomicBoolean broken = new AtomicBoolean();
    final StudyRepository repository = new StudyRepository();
    final StudyCompletion completion = new StudyCompletion();
    final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    CollectingSite(Path folder, long idle) throws Exception {
        repository.setFolder(folder.toString());
        repository.setRecoveryInterval(100);
        completion.setRepository(repository);
        completion.setIdle(idle);
        context.getRegistry().bind("completion", completion);
        ProcedureStepCompletion steps = new ProcedureStepCompletion();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0").routeId("listener").to("direct:objects");

                from("direct:steps").process(steps);

                from("direct:objects")
                        .doTry()
                        .to("direct:collect")
                        .doCatch(UnusableObjectException.class)
                        .process(new RefusalReason())
                        .process(exchange -> quarantine.add(exchange.copy()))
                        .end();

                from("direct:collect")
                        .errorHandler(noErrorHandler())
                        .aggregate(header(DicomConstants.STUDY_INSTANCE_UID), new StudyStrategy())
                        .aggregationRepository(repository)
                        .aggregateController(completion)
                        .optimisticLocking()
                        .parallelProcessing()
                        .process(exchange -> {
                            if (broken.get()) {
                                throw new IllegalStateException("the server is down");
                            }
                            delivered.add(exchange.getMessage().getBody(DicomStudy.class));
                        });
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    int port() {
        return ((DicomConsumer) context.getRoute("listener").getConsumer()).getPort();
    }

    Exchange receive(Attributes object, String source) {
        return template.send("direct:objects", exchange -> {
            exchange.getMessage().setBody(object);
            exchange.getMessage().setHeader(DicomConstants.STUDY_INSTANCE_UID, object.getString(Tag.StudyInstanceUID));
            exchange.getMessage().setHeader(DicomConstants.CALLING_AE_TITLE, source);
        });
    }

    void step(String operation, String uid, Attributes attributes) {
        template.sendBodyAndHeaders(
                "direct:steps",
                attributes,
                Map.of(DicomConstants.OPERATION, operation, DicomConstants.SOP_INSTANCE_UID, uid));
    }

    DicomStudy nextDelivered() throws InterruptedException {
        DicomStudy study = delivered.poll(30, TimeUnit.SECONDS);
        if (study == null) {
            throw new AssertionError("no study was delivered within 30 s");
        }
        return study;
    }

    @Override
    public void close() {
        context.stop();
    }
}
