package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomOutputStream;
import java.util.Arrays;

/** Whether elements of two data sets mean the same, whatever their encoding. */
final class Values {
    private Values() {}

    static boolean areEqual(Attributes a, Attributes b, int tag) {
        Attributes onlyA = new Attributes();
        Attributes onlyB = new Attributes();
        onlyA.addSelected(a, tag);
        onlyB.addSelected(b, tag);
        if (a.getVR(tag) == VR.UN || b.getVR(tag) == VR.UN) {
            // private elements have no VR in implicit VR
            return a.contains(tag) && b.contains(tag);
        }
        Sequence items = a.getSequence(tag);
        if (items != null) {
            Sequence others = b.getSequence(tag);
            if (others == null || items.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < items.size(); i++) {
                for (int each : items.get(i).tags()) {
                    if (!areEqual(items.get(i), others.get(i), each)) {
                        return false;
                    }
                }
            }
            return true;
        }
        return Arrays.equals(
                DicomOutputStream.encode(onlyA, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                DicomOutputStream.encode(onlyB, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }
}
