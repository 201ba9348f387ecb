package io.cameldicom.dicom.ul;

import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.RejectReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts associations against their limits. Thread-safe. */
final class Admission {

    private final AssociationServer.Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<String, Integer> byCallingAe = new HashMap<>();
    private int open;
    private boolean suspended;

    Admission(AssociationServer.Limits limits) {
        this.limits = limits;
    }

    /** Takes a place; null if there is one, else the rejection to send. */
    AssociateRj enter(String callingAe) {
        lock.lock();
        try {
            if (suspended) {
                return AssociateRj.transientlyFor(RejectReason.TEMPORARY_CONGESTION);
            }
            int perAe = limits.maxAssociationsPerCallingAe();
            if (open >= limits.maxAssociations() || perAe > 0 && byCallingAe.getOrDefault(callingAe, 0) >= perAe) {
                return AssociateRj.transientlyFor(RejectReason.LOCAL_LIMIT_EXCEEDED);
            }
            open++;
            byCallingAe.merge(callingAe, 1, Integer::sum);
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a place back. */
    void leave(String callingAe) {
        lock.lock();
        try {
            open--;
            byCallingAe.computeIfPresent(callingAe, (ae, count) -> count == 1 ? null : count - 1);
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void suspend(boolean value) {
        lock.lock();
        try {
            suspended = value;
        } finally {
            lock.unlock();
        }
    }

    int open() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all places are given back; whether they are, within this time. */
    boolean awaitEmpty(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (open > 0 && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
            return open == 0;
        } finally {
            lock.unlock();
        }
    }
}
