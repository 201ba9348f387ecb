package io.cameldicom.hub.observe;

import io.cameldicom.component.event.AssociationEvent;
import io.cameldicom.component.event.ConversionEvent;
import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.event.ObjectEvent;
import io.cameldicom.component.event.SkippedValuesEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Counts associations, objects, conversions, and values that FHIR could not use. AE titles are what peers say, so only so many become time series of their
 * own.
 */
final class DicomMetrics extends EventNotifierSupport {

    private static final int MAX_AE_TITLES = 200;
    /** In place of an AE title: longer than one may be, so that no peer is called so. */
    private static final String WEB = "web (no AE title)";

    private final MeterRegistry registry;
    private final BoundedNames aeTitles = new BoundedNames(MAX_AE_TITLES);
    private final AtomicInteger open = new AtomicInteger();

    DicomMetrics(MeterRegistry registry) {
        this.registry = registry;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreExchangeEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        registry.gauge("dicom.associations.open", open);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof DicomEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ObjectEvent object) {
            count(object);
        } else if (event instanceof AssociationEvent association) {
            count(association);
        } else if (event instanceof ConversionEvent conversion) {
            Timer.builder("dicom.conversion")
                    .description(
                            "Conversions to another transfer syntax; of those made while sending, with the sending")
                    .tag("from", conversion.from().keyword())
                    .tag("to", conversion.to().keyword())
                    .register(registry)
                    .record(conversion.duration());
        } else if (event instanceof SkippedValuesEvent skipped) {
            skipped.keywords().forEach(keyword -> Counter.builder("dicom.fhir.skipped")
                    .description("Values that could not be used for FHIR, by attribute")
                    .tag("attribute", keyword)
                    .register(registry)
                    .increment());
        }
    }

    private void count(AssociationEvent event) {
        switch (event.kind()) {
            case opened -> open.incrementAndGet();
            case released, broken -> open.decrementAndGet();
            default -> {}
        }
        Counter.builder("dicom.associations")
                .description("Associations asked for by peers, by what became of them")
                .tag("event", event.kind().name())
                .tag("reason", event.reason() == null ? "" : event.reason())
                .register(registry)
                .increment();
    }

    private void count(ObjectEvent event) {
        String direction = event.direction().name();
        String aeTitle =
                event.direction() == ObjectEvent.Direction.received ? event.callingAeTitle() : event.calledAeTitle();
        String peer = aeTitle == null ? WEB : aeTitles.of(aeTitle);
        String result = event.isTaken() ? "taken" : "refused";
        Counter.builder("dicom.objects")
                .description("Objects answered, by the peer's AE title")
                .tags("direction", direction, "peer", peer, "result", result)
                .register(registry)
                .increment();
        Counter.builder("dicom.object")
                .baseUnit("bytes")
                .description("Their data sets, by the peer's AE title")
                .tags("direction", direction, "peer", peer, "result", result)
                .register(registry)
                .increment(event.bytes());
    }
}
