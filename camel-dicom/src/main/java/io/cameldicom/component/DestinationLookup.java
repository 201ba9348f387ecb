package io.cameldicom.component;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/** Resolves move destinations: the option's bean, else the registry's, else the properties. */
final class DestinationLookup {

    static final String PROPERTY = "dicom.destination.";

    private final CamelContext context;
    private final MoveDestinations bean;

    /** @param configured of the option, may be null */
    DestinationLookup(CamelContext context, MoveDestinations configured) {
        this.context = context;
        this.bean = configured != null ? configured : context.getRegistry().findSingleByType(MoveDestinations.class);
    }

    /** The endpoint that sends to this AE title; empty if nobody knows it. */
    Optional<DicomEndpoint> find(String aeTitle) {
        String path = bean == null ? null : bean.find(aeTitle);
        if (path == null) {
            PropertiesComponent properties = context.getPropertiesComponent();
            path = properties.resolveProperty(PROPERTY + aeTitle).orElse(null);
        }
        return path == null || path.isBlank()
                ? Optional.empty()
                : Optional.of(context.getEndpoint("dicom:" + path.strip(), DicomEndpoint.class));
    }
}
