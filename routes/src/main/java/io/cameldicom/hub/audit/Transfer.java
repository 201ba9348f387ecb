package io.cameldicom.hub.audit;

import io.cameldicom.hub.ledger.Delivery;
import io.cameldicom.hub.ledger.InstanceIdentity;
import io.cameldicom.hub.ledger.Outcome;
import java.time.Duration;
import java.time.Instant;

/** Instances of one study that go from one application entity to another, one after the other. Confined to one thread. */
final class Transfer {

    private static final Duration IDLE = Duration.ofSeconds(10);
    /** A transfer that never pauses is told of from time to time. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** What makes instances belong together; any may be null. */
    record Key(String sender, String receiver, String study) {}

    private final Key key;
    private final Instant begun;
    private Instant last;
    private String patientId;
    private String patientName;
    private int instances;
    private int failed;

    Transfer(Key key, Instant begun) {
        this.key = key;
        this.begun = begun;
        this.last = begun;
    }

    void add(Delivery delivery, Instant now) {
        InstanceIdentity instance = delivery.instance();
        patientId = instance.patientId() == null ? patientId : instance.patientId();
        patientName = instance.patientName() == null ? patientName : instance.patientName();
        if (delivery.outcome() == Outcome.FAILED || delivery.outcome() == Outcome.DEAD_LETTERED) {
            failed++;
        } else {
            instances++;
        }
        last = now;
    }

    boolean isOver(Instant now) {
        return now.isAfter(last.plus(IDLE)) || now.isAfter(begun.plus(LONGEST));
    }

    String sender() {
        return key.sender();
    }

    String receiver() {
        return key.receiver();
    }

    String study() {
        return key.study();
    }

    String patientId() {
        return patientId;
    }

    String patientName() {
        return patientName;
    }

    int instances() {
        return instances;
    }

    int failed() {
        return failed;
    }
}
