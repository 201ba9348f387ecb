package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.print.PresentationLut;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The presentation LUTs of an association (PS3.4 H.4.9). For its thread. */
final class PresentationLuts {

    private static final int MOST_LUTS = 100;

    private final Budget memory;
    private final Map<String, PresentationLut> luts = new HashMap<>();
    private final Map<String, Long> taken = new HashMap<>();

    PresentationLuts(Budget memory) {
        this.memory = memory;
    }

    NormalizedReply create(NormalizedRequest request) throws IOException {
        if (luts.containsKey(request.sopInstanceUid())) {
            throw new DicomServiceException(Status.DuplicateSOPInstance, "The presentation LUT is there already");
        }
        if (luts.size() >= MOST_LUTS) {
            throw new DicomServiceException(
                    Status.ResourceLimitation, "At most " + MOST_LUTS + " presentation LUTs are kept");
        }
        Attributes wanted = request.attributes(ImageReceiver.LIMITS);
        PrintRules.checkLut(wanted);
        taken.put(request.sopInstanceUid(), memory.takeFor(request, 0));
        luts.put(request.sopInstanceUid(), new PresentationLut(request.sopInstanceUid(), wanted));
        return NormalizedReply.of(wanted);
    }

    /** Films that refer to it keep it. */
    NormalizedReply delete(NormalizedRequest request) throws IOException {
        String deleted = request.sopInstanceUid() == null && luts.size() == 1
                ? luts.keySet().iterator().next()
                : request.sopInstanceUid();
        if (luts.remove(deleted) == null) {
            throw new DicomServiceException(Status.NoSuchSOPInstance, "There is no such presentation LUT");
        }
        memory.giveBack(taken.remove(deleted));
        return NormalizedReply.SUCCESS;
    }

    /** Null if none is referred to. */
    PresentationLut referenced(Attributes from) throws DicomServiceException {
        Attributes reference = from.getNestedDataset(Tag.ReferencedPresentationLUTSequence);
        if (reference == null) {
            return null;
        }
        PresentationLut found = luts.get(reference.getString(Tag.ReferencedSOPInstanceUID, ""));
        if (found == null) {
            throw PrintRules.invalid(Tag.ReferencedPresentationLUTSequence, "There is no such presentation LUT");
        }
        return found;
    }

    /** What a film or an image box takes that refers to a LUT, since it keeps it: 0 for null. */
    static long bytesOf(PresentationLut lut) {
        return lut == null ? 0 : DicomOutputStream.lengthOf(lut.attributes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
}
