package io.cameldicom.print.scu;

/** What the printer is told to print at a time. The constants are written as users write the option. */
public enum PrintUnit {
    /** Each film when it is complete, which every printer can (N-ACTION of the film box is mandatory). */
    film,

    /** The session as a whole, so that its films stay together; a printer that cannot refuses. */
    session,

    /** The session where the printer can, else each film. */
    auto
}
