package io.cameldicom.dicom.dimse;

/**
 * What a status says to the side that reads it.
 *
 * @param statusClass success, warning, failure ...
 * @param words the standard's words, lower case, fit for a log line
 * @param retryable whether sending the very same request again later can end differently; false for success and warning
 */
public record StatusMeaning(StatusClass statusClass, String words, boolean retryable) {}
