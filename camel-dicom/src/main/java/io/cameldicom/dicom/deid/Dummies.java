package io.cameldicom.dicom.deid;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.VR;

/** Values that mean nothing, but are right for their VR (action D of PS3.15 E.3). */
final class Dummies {
    private static final String TEXT = "ANONYMIZED";

    private final KeyedHash hash;

    Dummies(KeyedHash hash) {
        this.hash = hash;
    }

    /** Puts a dummy in the place of the value; an empty value stays empty. */
    void replace(Attributes attributes, int tag) {
        VR vr = Deidentifier.vrOf(attributes, tag);
        Sequence items = attributes.getSequence(tag);
        if (items != null) {
            replace(items);
        } else if (attributes.containsValue(tag)) {
            switch (vr) {
                    // read as UN, so that its items cannot be looked into
                case SQ -> attributes.remove(tag);
                case UI -> Uids.replace(attributes, tag, hash);
                case DA -> attributes.setString(tag, vr, "19000101");
                case DT -> attributes.setString(tag, vr, "19000101000000");
                case TM -> attributes.setString(tag, vr, "000000");
                case AS -> attributes.setString(tag, vr, "000Y");
                case DS, IS, FD, FL, SL, SS, SV, UL, US, UV -> attributes.setString(tag, vr, "0");
                case AE, CS, LO, LT, PN, SH, ST, UC, UR, UT -> attributes.setString(tag, vr, TEXT);
                case AT -> attributes.setBytes(tag, vr, new byte[4]);
                case OB, OD, OF, OL, OV, OW, UN -> attributes.setBytes(tag, vr, new byte[8]);
            }
        }
    }

    /**
     * Leaves one item, in which everything is a dummy but code strings, whose values are a choice of the standard: it has all the attributes
     * the IOD asks for and says nothing.
     */
    private void replace(Sequence items) {
        while (items.size() > 1) {
            items.remove(items.size() - 1);
        }
        for (Attributes item : items) {
            for (int tag : item.tags()) {
                if (Deidentifier.isUnknown(tag)) {
                    item.remove(tag);
                } else if (item.getVR(tag) != VR.CS) {
                    replace(item, tag);
                }
            }
        }
    }
}
