package io.cameldicom.hub.queue;

import io.cameldicom.hub.ledger.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the consequence of a try: done, again later, or given up. For one thread. */
final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    /** Where the object is afterwards. */
    enum Result {
        /** In this queue no more; its message is acknowledged. */
        GONE,
        /** With the worker, to be tried as soon as the destination can be reached. */
        KEPT,
        /** With the others of its study, until it is due. */
        HELD
    }

    private final Queues queues;
    private final Line line;
    private final DeliveryOptions options;
    private final StudyOrder order;

    Settlement(Queues queues, Line line, DeliveryOptions options, StudyOrder order) {
        this.queues = queues;
        this.line = line;
        this.options = options;
        this.order = order;
    }

    Result settle(Hand hand, Verdict verdict) throws IOException {
        if (verdict.kind() == Verdict.Kind.DONE) {
            hand.acknowledge();
            line.delivered();
            queues.record(verdict.outcome(), hand.object(), null);
            order.done(hand);
            return Result.GONE;
        }
        queues.record(Outcome.FAILED, hand.object(), verdict.reason());
        switch (verdict.kind()) {
            case UNREACHABLE:
                line.unreachable(verdict.reason());
                return isOverdue(hand.object()) ? giveUp(hand, verdict.reason()) : Result.KEPT;
            case RETRY:
                line.failed(verdict.reason());
                return isOverdue(hand.object()) ? giveUp(hand, verdict.reason()) : again(hand, verdict.reason());
            default:
                line.refused(verdict.reason());
                return tries(hand) >= options.refusals() || isGone(hand)
                        ? giveUp(hand, verdict.reason())
                        : again(hand, verdict.reason());
        }
    }

    /** With the one that has just failed. */
    private int tries(Hand hand) {
        return hand.object().tries() + order.tries(hand) + 1;
    }

    private static boolean isGone(Hand hand) {
        return !Files.exists(hand.payload());
    }

    boolean isOverdue(QueuedObject object) {
        return Duration.between(object.queuedAt(), Instant.now()).compareTo(options.maxAge()) > 0;
    }

    private Result again(Hand hand, String reason) throws IOException {
        int tries = tries(hand);
        Duration delay = options.delayAfter(tries);
        LOG.info(
                "{}: {} failed ({}), try {} in {} s",
                line.name(),
                hand.object().labels().sopInstanceUid(),
                reason,
                tries + 1,
                delay.toSeconds());
        if (options.order() == DeliveryOrder.study) {
            order.retryLater(hand, order.tries(hand) + 1, delay);
            return Result.HELD;
        }
        QueuedObject later = hand.object().failed(queues.fileAgain(hand), reason);
        queues.put(later, hand, delay.toMillis());
        hand.acknowledge();
        return Result.GONE;
    }

    /** The object goes to the dead letters, where somebody has to decide. */
    Result giveUp(Hand hand, String reason) throws IOException {
        LOG.warn(
                "{}: {} is given up after {} tries and waits among the dead letters: {}",
                line.name(),
                hand.object().labels().sopInstanceUid(),
                tries(hand),
                reason);
        String file = isGone(hand) ? hand.object().file() : queues.fileAgain(hand);
        queues.putDead(hand.object().dead(file, tries(hand), reason), hand);
        hand.acknowledge();
        line.gaveUp();
        queues.record(Outcome.DEAD_LETTERED, hand.object(), reason);
        order.done(hand);
        return Result.GONE;
    }
}
