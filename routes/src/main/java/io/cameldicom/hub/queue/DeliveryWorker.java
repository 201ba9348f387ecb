package io.cameldicom.hub.queue;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers objects of one destination, one after the other; as many of these run as the destination may have at once.
 * What a worker has in its hands is still in the queue, so that it may end at any moment.
 */
final class DeliveryWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

    /** How long to wait for a message before looking at what else is to do: urgent ones, another try, an end. */
    private static final long RECEIVE_MILLIS = 250;

    private static final Duration FIRST_RECONNECT = Duration.ofSeconds(1);
    private static final Duration LAST_RECONNECT = Duration.ofSeconds(30);

    private final DestinationConsumer consumer;
    private final Queues queues;
    private final Line line;
    private final DeliveryOptions options;
    private StudyOrder order;
    private Settlement settlement;
    private Hand hand;

    DeliveryWorker(DestinationConsumer consumer, Queues queues, Line line, DeliveryOptions options) {
        this.consumer = consumer;
        this.queues = queues;
        this.line = line;
        this.options = options;
    }

    @Override
    public void run() {
        Duration wait = FIRST_RECONNECT;
        try {
            while (consumer.isTaking()) {
                try (QueueReader reader = queues.reader(line.name())) {
                    wait = FIRST_RECONNECT;
                    work(reader);
                } catch (IOException | RuntimeException e) {
                    line.disturbed("the queue: " + e.getClass().getSimpleName());
                    wait = pause(wait, e);
                } finally {
                    dropHands();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause(Duration wait, Exception reason) throws InterruptedException {
        if (!consumer.isTaking()) {
            return wait;
        }
        LOG.warn(
                "{}: the queue cannot be worked on, once more in {} s: {}",
                line.name(),
                wait.toSeconds(),
                reason.toString());
        line.turnUnused();
        line.await(wait, consumer::isTaking);
        Duration longer = wait.multipliedBy(2);
        return longer.compareTo(LAST_RECONNECT) < 0 ? longer : LAST_RECONNECT;
    }

    private void work(QueueReader reader) throws IOException, InterruptedException {
        order = new StudyOrder();
        settlement = new Settlement(queues, line, options, order);
        while (line.awaitTurn(consumer::isTaking)) {
            if (hand == null) {
                hand = take(reader);
            }
            if (hand == null || line.isPaused()) { // paused while it waited for an object
                line.turnUnused();
            } else if (deliver(hand) == Settlement.Result.KEPT) {
                continue;
            } else {
                hand = line.isOut() ? firstInTime(reader) : null;
            }
        }
    }

    private Hand take(QueueReader reader) throws IOException, InterruptedException {
        Hand due = order.due();
        if (due != null) {
            return due;
        }
        if (order.isFull()) {
            line.await(Duration.ofMillis(RECEIVE_MILLIS), consumer::isTaking);
            return null;
        }
        Hand next = reader.next(RECEIVE_MILLIS);
        return next != null && options.order() == DeliveryOrder.study && order.holdBack(next) ? null : next;
    }

    private Settlement.Result deliver(Hand taken) throws IOException {
        Attempt attempt = new Attempt(consumer, taken, () -> queues.remove(taken));
        Settlement.Result result = Settlement.Result.KEPT;
        line.begin(taken, taken.object().queuedAt());
        try {
            Verdict verdict = attempt.run();
            if (verdict.kind() != Verdict.Kind.DONE && !consumer.isTaking()) {
                return result; // broken off by the end of the hub, which is no failure of anybody
            }
            result = settlement.settle(taken, verdict);
            return result;
        } finally {
            line.end(taken, result == Settlement.Result.KEPT);
            attempt.finish(result == Settlement.Result.GONE);
        }
    }

    /** After days without an answer the objects whose time is over need no try each: they are given up until one is in time. */
    private Hand firstInTime(QueueReader reader) throws IOException, InterruptedException {
        Hand next = options.order() == DeliveryOrder.none ? reader.next(1) : null;
        while (next != null && settlement.isOverdue(next.object())) {
            settlement.giveUp(next, "its time is over, and the destination out of reach");
            queues.remove(next);
            next = reader.next(1);
        }
        return next;
    }

    /** What came in a message is in the queue still, and comes again. */
    private void dropHands() {
        if (hand != null) {
            queues.drop(hand);
            line.dropped(hand);
            hand = null;
        }
        if (order != null) {
            order.forEach(queues::drop);
        }
    }
}
