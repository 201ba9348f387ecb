package io.cameldicom.component;

/** When a consumer answers a C-STORE. The constants are written as users write the option. */
public enum AckMode {
    /** When the route has processed the object: the answer is the route's result. */
    processed,

    /**
     * When the object is a file on disk, file and directory synced; the route runs afterwards. A file whose route was
     * cut off by a crash is routed again at the next start.
     */
    spooled
}
