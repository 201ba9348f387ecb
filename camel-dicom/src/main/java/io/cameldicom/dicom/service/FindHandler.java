package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import java.io.IOException;
import java.util.Iterator;

/** What a {@link FindScp} answers queries from. Thread-safe. */
@FunctionalInterface
public interface FindHandler {
    /**
     * Begins a query. Called on a thread of the executor, which then takes the matches one by one and sends each before
     * it takes the next: the peer sets the pace.
     *
     * @return the matches, each with the attributes to answer (Query/Retrieve Level and Specific Character Set included);
     *     closed after the last one, or as soon as the request is cancelled or the association ends, if it is {@link
     *     AutoCloseable}
     * @throws io.cameldicom.dicom.dimse.DicomServiceException to answer its status, such as A900 for an identifier that
     *     does not match the SOP class; the iterator may throw it too, within an {@link java.io.UncheckedIOException}
     * @throws IOException (and any RuntimeException, also of the iterator) to answer C000
     */
    Iterator<Attributes> find(FindRequest request) throws IOException;
}
