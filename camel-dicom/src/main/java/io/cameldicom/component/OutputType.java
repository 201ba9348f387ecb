package io.cameldicom.component;

/** How a producer gives what a query or C-GET finds. The constants are written as users write the option. */
public enum OutputType {
    /** An iterator that takes from the peer what is asked of it; to be used within the exchange. */
    iterator,

    /** A list of all. */
    list
}
