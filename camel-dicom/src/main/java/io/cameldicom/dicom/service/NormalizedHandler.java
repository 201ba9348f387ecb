package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;

/**
 * What a {@link NormalizedScp} does with DIMSE-N requests (PS3.7 10.1). Each method may throw a {@link
 * DicomServiceException} to answer its status; any other exception is answered 0110. What is not overridden is answered
 * 0211. Thread-safe.
 */
public interface NormalizedHandler {
    /**
     * Whether it finds out what a request means that names no SOP instance, as some modalities send them; otherwise such a
     * request is answered 0117. {@link NormalizedRequest#sopInstanceUid} is null then.
     */
    default boolean takesRequestsWithoutInstance() {
        return false;
    }

    /** N-CREATE; {@link NormalizedRequest#sopInstanceUid} is a new one where the peer left it to this side. */
    default NormalizedReply create(NormalizedRequest request) throws IOException {
        throw unrecognized();
    }

    /** N-SET: {@link NormalizedRequest#attributes} is the modification list. */
    default NormalizedReply set(NormalizedRequest request) throws IOException {
        throw unrecognized();
    }

    /** N-GET: {@link NormalizedRequest#attributeIdentifiers} says which attributes, none meaning all. */
    default NormalizedReply get(NormalizedRequest request) throws IOException {
        throw unrecognized();
    }

    /** N-ACTION of type {@link NormalizedRequest#actionTypeId}. */
    default NormalizedReply action(NormalizedRequest request) throws IOException {
        throw unrecognized();
    }

    /** N-DELETE. */
    default NormalizedReply delete(NormalizedRequest request) throws IOException {
        throw unrecognized();
    }

    /** N-EVENT-REPORT of type {@link NormalizedRequest#eventTypeId}: this side is the SCU of the SOP class. */
    default NormalizedReply eventReport(NormalizedRequest request) throws IOException {
        throw unrecognized();
    }

    private static DicomServiceException unrecognized() {
        return new DicomServiceException(Status.UnrecognizedOperation, "Operation is not served for this SOP class");
    }
}
