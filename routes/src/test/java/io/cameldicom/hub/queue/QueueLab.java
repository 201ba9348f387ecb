package io.cameldicom.hub.queue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.hub.ledger.Delivery;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Queues in a folder, with routes that deliver; may be closed and opened again. */
final class QueueLab implements AutoCloseable {

    private final Path data;
    private final String brokerUrl;
    private final boolean inline;
    private final Path sharedFolder;
    private final List<RouteBuilder> routes = new ArrayList<>();
    final List<Delivery> ledger = new CopyOnWriteArrayList<>();
    private Broker broker;
    private DefaultCamelContext context;
    Destinations destinations;

    QueueLab(Path data) throws Exception {
        this(data, "", false, null);
    }

    QueueLab(Path data, String brokerUrl, boolean inline, Path sharedFolder) throws Exception {
        this.data = data;
        this.brokerUrl = brokerUrl;
        this.inline = inline;
        this.sharedFolder = sharedFolder;
        open();
    }

    void open() throws Exception {
        broker = Broker.open(new BrokerSettings(brokerUrl, "", "", data.resolve("broker"), true));
        destinations = Destinations.open(
                broker,
                new QueueSettings(
                        sharedFolder == null ? data.resolve("queue") : sharedFolder,
                        sharedFolder != null,
                        inline,
                        true,
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofHours(1)),
                ledger::add,
                data);
        context = new DefaultCamelContext();
        context.getRegistry().bind("destination", new DestinationComponent(destinations));
        for (RouteBuilder route : routes) {
            context.addRoutes(route);
        }
        context.getShutdownStrategy().setTimeout(1);
        context.start();
    }

    /** A route that delivers, now and after each opening. */
    QueueLab route(String from, Processor delivery) throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(from).process(delivery);
            }
        };
        routes.add(route);
        context.addRoutes(route);
        return this;
    }

    /** Through a producer endpoint. */
    DicomObject send(String to, DicomObject object) {
        Exception failure = context.createProducerTemplate()
                .send(to, exchange -> exchange.getMessage().setBody(object))
                .getException();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return object;
    }

    DicomObject send(String to) throws IOException {
        return send(to, object("2.25.1"));
    }

    DestinationStatus status(String name) throws IOException {
        return destinations.find(name).orElseThrow();
    }

    long deadLetters() throws IOException {
        return destinations.countDeadLetters().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Records of so many objects that were given up, without their files; with the ids {@code name-0} and so on. */
    void buryNames(String destination, int many, String reason) throws Exception {
        ObjectLabels labels = ObjectLabels.of(object("2.25.1"));
        try (QueueConnection connection = QueueConnection.transacted(broker);
                MessageProducer producer = connection.producer()) {
            for (int i = 0; i < many; i++) {
                String file = destination + "/name-" + i + ".dcm";
                Message message = connection.session().createMessage();
                new QueuedObject("name-" + i, destination, null, file, 1, 0, Instant.now(), labels, null, null)
                        .dead(file, 2, reason)
                        .writeTo(((ActiveMQMessage) message).getCoreMessage());
                producer.send(connection.queue(QueueNames.dead(destination)), message);
            }
            connection.session().commit();
        }
    }

    /** An object that was given up. */
    QueuedObject bury(String destination, String id) throws IOException {
        DicomObject object = object("2.25.1");
        Queues queues = destinations.queues();
        queues.line(destination);
        String file = queues.folder().put(object, destination, List.of());
        QueuedObject queued = new QueuedObject(
                id, destination, null, file, object.size(), 0, Instant.now(), ObjectLabels.of(object), null, null);
        QueuedObject dead = queued.dead(file, 2, "refused");
        queues.putDead(dead, new Hand(null, dead, queues.folder().resolve(file), false));
        return dead;
    }

    /** Files of queued objects. */
    long files() throws IOException {
        try (Stream<Path> tree = Files.walk(sharedFolder == null ? data.resolve("queue") : sharedFolder)) {
            return tree.filter(file -> file.toString().endsWith(".dcm")).count();
        }
    }

    static DicomObject object(String study) throws IOException {
        return object(study, 16);
    }

    static DicomObject object(String study, int pixelBytes) throws IOException {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        attributes.setString(Tag.SOPInstanceUID, VR.UI, UidGenerator.next());
        attributes.setString(Tag.Modality, VR.CS, "CT");
        attributes.setString(Tag.PatientName, VR.PN, "NOBODY^NEVER");
        attributes.setString(Tag.StudyInstanceUID, VR.UI, study);
        attributes.setString(Tag.SeriesInstanceUID, VR.UI, "2.25.2");
        attributes.setBytes(Tag.PixelData, VR.OW, new byte[pixelBytes]);
        return DicomObject.of(attributes, TransferSyntax.of(UID.ExplicitVRLittleEndian));
    }

    @Override
    public void close() {
        context.stop();
        destinations.close();
        broker.close();
    }
}
