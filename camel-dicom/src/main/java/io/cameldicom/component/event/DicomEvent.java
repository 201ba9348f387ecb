package io.cameldicom.component.event;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.ManagementStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that happened on a DICOM association; the source is the Camel context. */
public abstract sealed class DicomEvent implements CamelEvent
        permits AssociationEvent, ConversionEvent, ObjectEvent, QueryEvent, SkippedValuesEvent {

    private static final Logger LOG = LoggerFactory.getLogger(DicomEvent.class);

    private final CamelContext context;
    private long timestamp;

    DicomEvent(CamelContext context) {
        this.context = context;
    }

    /** Whether anybody in this context listens to events: if not, none need be made. */
    public static boolean isWanted(CamelContext context) {
        ManagementStrategy strategy = context.getManagementStrategy();
        return strategy != null && !strategy.getStartedEventNotifiers().isEmpty();
    }

    /** Tells the notifiers of the context. What one of them throws is logged: events are not worth an association. */
    public void send() {
        try {
            context.getManagementStrategy().notify(this);
        } catch (Exception e) {
            LOG.warn("A listener to {} failed: {}", getClass().getSimpleName(), e.toString());
        }
    }

    @Override
    public final Type getType() {
        return Type.Custom;
    }

    @Override
    public final Object getSource() {
        return context;
    }

    /** Milliseconds since 1970-01-01T00:00Z; 0 unless {@link CamelContext} is told to stamp events. */
    @Override
    public final long getTimestamp() {
        return timestamp;
    }

    @Override
    public final void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }
}
