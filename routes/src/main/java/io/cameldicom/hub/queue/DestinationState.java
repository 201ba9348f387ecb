package io.cameldicom.hub.queue;

/** What a destination is doing. */
public enum DestinationState {
    /** Objects are delivered as they come. */
    RUNNING,
    /** It could not be reached or took nothing: all of its objects wait for {@link DestinationStatus#nextTry()}. */
    BACKING_OFF,
    /** An operator paused it. */
    PAUSED,
    /** Outside the hours its route may send in. */
    OUT_OF_HOURS,
    /** Objects wait for it, but no running route delivers them. */
    NO_ROUTE
}
