package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;

/**
 * What came out of a conversion.
 *
 * @param transferSyntax of the data set written
 * @param attributes the elements written, up to pixel data
 * @param newInstance whether it is another SOP instance than the source, because it was compressed with loss; its UIDs
 *     stand in the attributes
 * @param frames frames converted, 0 where only the encoding of elements changed
 * @param length bytes of the data set written
 */
public record Transcoded(
        TransferSyntax transferSyntax, Attributes attributes, boolean newInstance, int frames, long length) {}
