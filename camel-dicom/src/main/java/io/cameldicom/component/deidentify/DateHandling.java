package io.cameldicom.component.deidentify;

/** What becomes of dates and times. */
public enum DateHandling {
    /** The basic profile: none is left that means anything. */
    REMOVE,
    /** Option "modified dates": all of a patient's are moved by the same number of days, times of day stay. */
    SHIFT,
    /** Option "full dates": they stay. */
    RETAIN
}
