package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.DimseRequest;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what goes wrong in a query or retrieve handler into an answer (PS3.4 C.4.1.1.4, C.4.2.1.5). */
final class HandlerFailures {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerFailures.class);

    private HandlerFailures() {}

    /** The identifier of a C-FIND, C-MOVE or C-GET, read on the reader thread. */
    static Attributes identifierOf(DimseRequest request) throws IOException {
        if (request.dataSet() == null) {
            throw new DicomServiceException(
                    Status.IdentifierDoesNotMatchSOPClass, request.command().dimse() + " without an identifier");
        }
        try {
            return request.dataSet().readAttributes();
        } catch (DicomParseException e) {
            throw new DicomServiceException(
                    Status.UnableToProcess,
                    "Identifier is broken at " + Tag.format(e.tag()) + ", offset " + e.offset(),
                    e);
        }
    }

    /** What to answer: the exception's own status if it has one, else C000. */
    static DicomServiceException answerTo(Exception failure, DimseRequest request) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (cause instanceof DicomServiceException own) {
            return own;
        }
        String name = cause.getClass().getSimpleName();
        LOG.warn("{}: {} failed: {}", request.association().id(), request.command(), name);
        return new DicomServiceException(
                Status.UnableToProcess, request.command().dimse() + " failed: " + name, cause);
    }
}
