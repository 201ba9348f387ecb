package io.cameldicom.dicom.ul;

import java.io.IOException;

/** What a server does with an association it accepted. */
@FunctionalInterface
public interface AssociationHandler {

    /**
     * Runs the association until it ends, on its own thread. The server closes it afterwards, whatever happens, and
     * logs what is thrown.
     */
    void handle(Association association) throws IOException;
}
