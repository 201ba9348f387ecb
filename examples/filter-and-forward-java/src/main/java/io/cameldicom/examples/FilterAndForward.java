package io.cameldicom.examples;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** CT images go on to the archive, without localizers; everything else is taken and dropped. */
public class FilterAndForward extends RouteBuilder {

    @Override
    public void configure() {
        from("dicom:{{router:ROUTER@0.0.0.0:11112}}")
                .routeId("filter-and-forward")
                .filter()
                .language("dicom", "Modality == 'CT' && !(ImageType == 'LOCALIZER')")
                .to("dicom:{{archive:ARCHIVE@127.0.0.1:11113}}?callingAeTitle=ROUTER");
    }

    public static void main(String... args) throws Exception {
        Main main = new Main(FilterAndForward.class);
        main.configure().addRoutesBuilder(new FilterAndForward());
        main.run(args);
    }
}
