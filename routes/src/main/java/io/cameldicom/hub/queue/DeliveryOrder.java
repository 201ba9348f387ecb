package io.cameldicom.hub.queue;

/** Whether objects wait for those before them. */
public enum DeliveryOrder {
    /** None: an object that fails is tried again later, and the next ones are sent meanwhile. */
    none,
    /** Objects of a study are sent one at a time, as they were queued; one that fails holds up its study only. */
    study
}
