package io.cameldicom.hub.queue;

import java.time.Instant;

/**
 * An object that was given up for one destination; its file is kept until somebody retries or discards it.
 *
 * @param id names the object in its destination's queue; stays the same over retries
 * @param destination for which it was
 * @param sopInstanceUid of the object
 * @param sopClassUid of the object
 * @param studyInstanceUid of the object, null if it has none
 * @param callingAeTitle who sent it, null if it did not come by DICOM
 * @param bytes size of its file
 * @param tries how often it was tried
 * @param queuedAt when it was queued first
 * @param diedAt when it was given up
 * @param reason of the last failure, without patient data
 */
public record DeadLetter(
        String id,
        String destination,
        String sopInstanceUid,
        String sopClassUid,
        String studyInstanceUid,
        String callingAeTitle,
        long bytes,
        int tries,
        Instant queuedAt,
        Instant diedAt,
        String reason) {}
