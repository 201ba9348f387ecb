package io.cameldicom.component;

import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.ReadLimits;

/**
 * How data sets are read.
 *
 * @param lenient whether what the field sends otherwise than the standard has it is understood all the same
 */
record ParsePolicy(ReadLimits limits, boolean lenient) {

    static final ParsePolicy DEFAULT = new ParsePolicy(ReadLimits.DEFAULT, true);

    DicomInputStream applyTo(DicomInputStream in) {
        return in.setLimits(limits).setLenient(lenient);
    }
}
