package io.cameldicom.dicom.service;

import io.cameldicom.dicom.ul.PDataSource;
import java.util.Objects;

/**
 * An object to store.
 *
 * @param transferSyntaxUid what {@code dataSet} is encoded in
 * @param dataSet without preamble and group 0002; see {@link DataSetSources}
 */
public record SopInstance(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, PDataSource dataSet) {
    public SopInstance {
        requireUid("SOP Class UID", sopClassUid);
        requireUid("SOP Instance UID", sopInstanceUid);
        requireUid("Transfer Syntax UID", transferSyntaxUid);
        Objects.requireNonNull(dataSet, "data set");
    }

    private static void requireUid(String what, String uid) {
        if (uid == null || uid.isBlank()) {
            throw new IllegalArgumentException("an object without " + what + " cannot be sent");
        }
    }
}
