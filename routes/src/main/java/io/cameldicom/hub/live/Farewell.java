package io.cameldicom.hub.live;

import io.cameldicom.component.DicomConsumer;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a route that has a successor, or was taken away. Where its consumer can stand beside its successor's (DICOM,
 * {@code direct:}) it goes on until its associations and exchanges have ended; any other is suspended and has ended
 * before its successor starts: what it would take waits where it is.
 */
final class Farewell {

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    /** A producer may have found the route, and not yet have begun its exchange. */
    private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    static final long LOOK_MILLIS = 20;

    private final LiveContext.Detached old;
    private final Duration limit;
    private long withdrawnAt;
    private long quietSince;

    /** @param limit how long open associations may go on before they are ended between two requests */
    Farewell(LiveContext.Detached old, Duration limit) {
        this.old = old;
        this.limit = limit;
    }

    String routeId() {
        return old.route().getRouteId();
    }

    private Consumer consumer() {
        return old.route().getConsumer();
    }

    boolean goesOnBesideSuccessor() {
        return consumer() instanceof DirectConsumer || consumer() instanceof DicomConsumer dicom && dicom.canHandOver();
    }

    /** From now on a successor may start. */
    void giveWay() {
        if (consumer() instanceof DicomConsumer dicom) {
            dicom.handOver();
        } else if (consumer() instanceof DirectConsumer direct) {
            component(direct).handOver(direct);
        }
    }

    /** Takes nothing new. */
    void withdraw() {
        if (withdrawnAt != 0) {
            return;
        }
        withdrawnAt = System.nanoTime();
        quietSince = withdrawnAt;
        if (consumer() instanceof DicomConsumer dicom) {
            dicom.withdraw();
        } else if (consumer() instanceof DirectConsumer direct) {
            component(direct).withdraw(direct);
        }
    }

    private static HandOverDirectComponent component(DirectConsumer direct) {
        return (HandOverDirectComponent) direct.getEndpoint().getComponent();
    }

    /** Suspends the consumer, waits for what it has begun, and ends the route. */
    void endBeforeSuccessor(Duration patience) throws InterruptedException {
        ServiceHelper.suspendService(consumer());
        long deadline = System.nanoTime() + patience.toNanos();
        while (old.exchanges() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
        }
        if (old.exchanges() > 0) {
            LOG.warn(
                    "Route {} is stopped with {} exchanges that took longer than {}",
                    routeId(),
                    old.exchanges(),
                    patience);
        }
        old.end();
    }

    /** Open associations that go on with the route. */
    int associations() {
        return consumer() instanceof DicomConsumer dicom ? dicom.getAssociations() : 0;
    }

    /** Ends the route if nothing goes on in it any more. @return whether it has ended */
    boolean endWhenQuiet() {
        long now = System.nanoTime();
        if (associations() > 0 && now - withdrawnAt > limit.toNanos()) {
            ((DicomConsumer) consumer()).abortIdleAssociations();
        }
        if (associations() > 0 || old.exchanges() > 0) {
            quietSince = now;
        }
        if (now - quietSince < GRACE_NANOS) {
            return false;
        }
        LOG.info("The old route {} has ended", routeId());
        old.end();
        return true;
    }

    /** Ends the route if its peers have been silent for a while, as when the hub stops. @return whether it has ended */
    boolean endWhenPeersAreSilent() {
        int busy = consumer() instanceof DicomConsumer dicom ? dicom.getPendingExchangesSize() : 0;
        if (busy > 0 || old.exchanges() > 0) {
            return false;
        }
        old.end();
        return true;
    }

    /** Ends the route, whatever goes on in it. */
    void endNow() {
        old.end();
    }
}
