package io.cameldicom.component.deidentify;

/** What becomes of an object whose pixels may identify the patient. */
public enum BurnedInPolicy {
    /** The exchange fails. */
    REFUSE,
    /** A warning is logged. */
    WARN,
    /** Nothing: somebody else has seen to it. */
    IGNORE
}
