package io.cameldicom.dicom.dimse;

import java.io.IOException;

/** A request under way. Told by the reader thread what comes, or that nothing comes any more. */
interface Invocation {
    /**
     * A response to it has come.
     *
     * @param dataSet null if it has none; what is left unread is skipped by the caller
     * @throws IOException if the association failed meanwhile
     */
    void received(CommandSet response, DataSetStream dataSet) throws IOException;

    /** The association has ended. */
    void end();

    /** Nobody reads further responses: from now on they are dropped without making the reader wait. */
    default void discard() {}
}
