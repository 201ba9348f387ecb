package io.cameldicom.hub.queue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.DicomOperation;
import io.cameldicom.print.StoredPrintJob;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;

/**
 * One try to deliver an object: an exchange through the destination's route. The object's file is removed when the
 * queue has let the object go and no branch of the route reads it any more.
 */
final class Attempt {

    private final DestinationConsumer consumer;
    private final Hand hand;
    private final Runnable removal;
    private final AtomicBoolean gone = new AtomicBoolean();
    private Exchange exchange;
    private boolean held;

    /** @param removal of the object's file */
    Attempt(DestinationConsumer consumer, Hand hand, Runnable removal) {
        this.consumer = consumer;
        this.hand = hand;
        this.removal = removal;
    }

    /** Runs the route. */
    Verdict run() {
        DicomObject object;
        try {
            object = DicomObject.of(hand.payload(), this::unused);
        } catch (NoSuchFileException e) {
            return Verdict.permanent("its file is gone");
        } catch (IOException | RuntimeException e) {
            return Verdict.of(e);
        }
        exchange = consumer.createExchange(false);
        try {
            consumer.createUoW(exchange);
            held = true;
            object.handOverTo(exchange);
            fill(object);
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return Verdict.of(exchange);
    }

    private void fill(DicomObject object) {
        exchange.setPattern(ExchangePattern.InOnly);
        exchange.getIn().setBody(object);
        exchange.getIn().setHeader(DicomConstants.OPERATION, operation(object).name());
        hand.object().labels().setOn(exchange.getIn());
        exchange.getIn()
                .setHeader(DestinationEndpoint.DESTINATION, hand.object().destination());
        exchange.getIn().setHeader(DestinationEndpoint.TRIES, hand.object().tries());
    }

    /** A print job is queued as an object, and goes on as a print job. */
    private static DicomOperation operation(DicomObject object) {
        return StoredPrintJob.SOP_CLASS_UID.equals(object.sopClassUid()) ? DicomOperation.print : DicomOperation.store;
    }

    private void unused() {
        if (gone.get()) {
            removal.run();
        }
    }

    /** @param letGo whether the object is no longer in the queue */
    void finish(boolean letGo) {
        gone.set(letGo);
        if (exchange != null) {
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
        }
        if (!held && letGo) {
            removal.run();
        }
    }
}
