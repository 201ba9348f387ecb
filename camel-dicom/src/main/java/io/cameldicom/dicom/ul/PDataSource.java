package io.cameldicom.dicom.ul;

import java.io.IOException;

/** A data set that can write itself, piece by piece. */
@FunctionalInterface
public interface PDataSource {

    /** Writes the whole data set, in the negotiated transfer syntax, on the calling thread. */
    void writeTo(PDataSink sink) throws IOException;
}
