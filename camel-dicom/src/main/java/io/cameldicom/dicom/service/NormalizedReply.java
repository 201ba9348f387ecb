package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dimse.Status;

/**
 * The answer to a DIMSE-N request; a failure is thrown as {@link io.cameldicom.dicom.dimse.DicomServiceException}.
 *
 * @param status success, or a warning such as 0001, 0107, 0116 or B6xx
 * @param attributes attribute list, action reply or event reply; null or empty for none
 * @param errorComment for the peer's operator, no patient data; cut to 64 characters; null for none
 */
public record NormalizedReply(int status, Attributes attributes, String errorComment) {
    public static final NormalizedReply SUCCESS = new NormalizedReply(Status.Success, null, null);

    /** Success with a data set. */
    public static NormalizedReply of(Attributes attributes) {
        return new NormalizedReply(Status.Success, attributes, null);
    }

    /** A warning, with the attributes this one has. */
    public NormalizedReply withStatus(int status, String errorComment) {
        return new NormalizedReply(status, attributes, errorComment);
    }
}
