package io.cameldicom.examples;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;

/** A FHIR R4 server to try things with: HAPI FHIR, resources in memory. */
public final class FhirServer implements AutoCloseable {

    private static final int PORT = 8090;

    private final Tomcat tomcat = new Tomcat();
    private final RestfulServer fhir = new RestfulServer(FhirContext.forR4Cached());

    /** @param port 0 for a free one */
    public FhirServer(int port) throws IOException, LifecycleException {
        ResourceStore store = new ResourceStore();
        fhir.setResourceProviders(
                new ReadProvider<>(ImagingStudy.class, store),
                new ReadProvider<>(Patient.class, store),
                new ReadProvider<>(Endpoint.class, store));
        fhir.registerProvider(new TransactionProvider(store));
        Path folder = Files.createTempDirectory("fhir-server");
        folder.toFile().deleteOnExit();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "fhir", fhir);
        context.addServletMappingDecoded("/fhir/*", "fhir");
        tomcat.start();
    }

    public String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/fhir";
    }

    /** What is to happen with requests besides, such as refusing them. */
    public void intercept(Object interceptor) {
        fhir.registerInterceptor(interceptor);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** Serves until the process is asked to end. */
    public static void main(String... args) throws Exception {
        try (FhirServer server = new FhirServer(args.length == 0 ? PORT : Integer.parseInt(args[0]))) {
            System.out.println("FHIR server at " + server.url() + ", see " + List.of("/ImagingStudy", "/Patient"));
            Thread.currentThread().join();
        }
    }
}
