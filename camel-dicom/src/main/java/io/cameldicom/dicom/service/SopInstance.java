package io.cameldicom.dicom.service;

import io.cameldicom.dicom.ul.PDataSource;

/**
 * An object to store.
 *
 * @param transferSyntaxUid what {@code dataSet} is encoded in
 * @param dataSet without preamble and group 0002; see {@link DataSetSources}
 */
public record SopInstance(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, PDataSource dataSet) {}
