package io.cameldicom.examples;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Receives objects into a folder and tells the application about each one before the sender is answered. */
public final class ImageInbox implements AutoCloseable {

    /** The application's side. */
    @FunctionalInterface
    public interface Listener {
        /**
         * An object was received and lies in the file. What is thrown here, the sender gets as a failure.
         *
         * @param attributes everything before the pixel data
         */
        void received(Attributes attributes, Path file) throws Exception;
    }

    private final CamelContext context = new DefaultCamelContext();
    private final Path folder;
    private final Listener listener;

    /**
     * Starts to listen.
     *
     * @param address {@code AETITLE@host:port}
     */
    public ImageInbox(String address, Path folder, Listener listener) throws Exception {
        this.folder = folder;
        this.listener = listener;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:" + address).routeId("inbox").process(ImageInbox.this::receive);
            }
        });
        context.start();
    }

    private void receive(Exchange exchange) throws Exception {
        DicomObject object = exchange.getMessage().getBody(DicomObject.class);
        if (!object.attributes().containsValue(Tag.PatientID)) {
            throw new DicomServiceException(Status.DataSetDoesNotMatchSOPClassError, "Patient ID is needed here");
        }
        DicomObject marked = object.edit(a -> a.setString(Tag.InstitutionName, VR.LO, "Example Hospital"));
        // a name of our own making: a peer may put anything into a UID
        Path file = marked.saveTo(folder.resolve(exchange.getExchangeId() + ".dcm"));
        listener.received(marked.attributes(), file);
    }

    /** Open associations may finish, new ones are refused. */
    @Override
    public void close() {
        context.stop();
    }

    public static void main(String... args) throws Exception {
        Path folder = Path.of("target", "inbox");
        ImageInbox inbox = new ImageInbox(
                "INBOX@0.0.0.0:11112",
                folder,
                (attributes, file) -> System.out.println(attributes.getString(Tag.Modality) + " " + file));
        Runtime.getRuntime().addShutdownHook(new Thread(inbox::close));
        System.out.println("INBOX listens on port 11112, files go to " + folder.toAbsolutePath());
        Thread.currentThread().join();
    }
}
