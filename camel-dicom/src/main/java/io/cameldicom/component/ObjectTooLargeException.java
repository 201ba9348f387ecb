package io.cameldicom.component;

import java.io.IOException;

/** An object that is being received is larger than allowed. */
public class ObjectTooLargeException extends IOException {

    ObjectTooLargeException(long maxObjectSize) {
        super("The object is larger than the " + maxObjectSize + " bytes that maxObjectSize allows");
    }
}
