package io.cameldicom.dicom.io;

import java.util.EnumSet;
import java.util.Set;

/** What was tolerated while reading one stream; nothing when strict. */
final class Tolerances {

    private final Set<Tolerance> used = EnumSet.noneOf(Tolerance.class);
    private boolean lenient = true;

    void setLenient(boolean lenient) {
        this.lenient = lenient;
    }

    boolean lenient() {
        return lenient;
    }

    /** Notes the tolerance, or refuses it when strict. */
    void use(Tolerance tolerance, int tag, long offset) throws DicomParseException {
        if (!lenient) {
            throw new DicomParseException(tag, offset, tolerance.text());
        }
        used.add(tolerance);
    }

    Set<Tolerance> used() {
        return used.isEmpty() ? Set.of() : EnumSet.copyOf(used);
    }
}
