package io.cameldicom.web;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.StatusClass;
import java.util.HashSet;
import java.util.Set;

/**
 * The Store Instances Response Module of a STOW-RS request (PS3.18 10.5.3 and Annex I.2), filled instance by instance, and
 * the HTTP status that follows from it. For one thread.
 */
public final class StowResponse {

    private static final int OUT_OF_RESOURCES_CLASS = 0xA700;

    private final String root;
    private final Attributes module = new Attributes();
    private final Set<String> studies = new HashSet<>();
    private final Set<Integer> failures = new HashSet<>();
    private int stored;
    private int warned;
    private int failed;

    /** @param root the base of retrieval URLs, without a slash at its end; null where nothing can be retrieved */
    public StowResponse(String root) {
        this.root = root;
    }

    /**
     * Adds what came of an instance.
     *
     * @param studyUid null if it has none, like the other UIDs
     * @param status as of a C-STORE (PS3.4 B.2.3): success, a warning, which becomes Warning Reason, or a failure
     */
    public void add(String studyUid, String seriesUid, String sopClassUid, String sopInstanceUid, int status) {
        StatusClass statusClass = StatusClass.of(status);
        if (statusClass != StatusClass.SUCCESS && statusClass != StatusClass.WARNING) {
            fail(sopClassUid, sopInstanceUid, status);
            return;
        }
        stored++;
        if (studyUid != null) {
            studies.add(studyUid);
        }
        Attributes item = reference(sopClassUid, sopInstanceUid);
        if (root != null && studyUid != null && seriesUid != null) {
            item.setString(
                    Tag.RetrieveURL,
                    VR.UR,
                    root + "/studies/" + studyUid + "/series/" + seriesUid + "/instances/" + sopInstanceUid);
        }
        if (statusClass == StatusClass.WARNING) {
            warned++;
            item.setInt(Tag.WarningReason, VR.US, status);
        }
        sequence(Tag.ReferencedSOPSequence).add(item);
    }

    /** Adds a failure; one of what has no UIDs goes to Other Failures Sequence (0008,119A). */
    public void fail(String sopClassUid, String sopInstanceUid, int reason) {
        failed++;
        failures.add(reason);
        boolean known = sopClassUid != null && sopInstanceUid != null;
        Attributes item = known ? reference(sopClassUid, sopInstanceUid) : new Attributes();
        item.setInt(Tag.FailureReason, VR.US, reason);
        sequence(known ? Tag.FailedSOPSequence : Tag.OtherFailuresSequence).add(item);
    }

    private static Attributes reference(String sopClassUid, String sopInstanceUid) {
        Attributes item = new Attributes();
        item.setString(Tag.ReferencedSOPClassUID, VR.UI, sopClassUid);
        item.setString(Tag.ReferencedSOPInstanceUID, VR.UI, sopInstanceUid);
        return item;
    }

    private Sequence sequence(int tag) {
        Sequence sequence = module.getSequence(tag);
        return sequence == null ? module.newSequence(tag) : sequence;
    }

    /** How many instances there were, stored or not. */
    public int size() {
        return stored + failed;
    }

    /** The data set of the response. */
    public Attributes module() {
        if (root != null && studies.size() == 1) {
            module.setString(
                    Tag.RetrieveURL,
                    VR.UR,
                    root + "/studies/" + studies.iterator().next());
        }
        return module;
    }

    /**
     * 200 for all stored, 202 for some, or with warnings, 409 for none; of these 503 where all failed for want of resources,
     * so that the sender tries again (PS3.18 table 10.5.3-1).
     */
    public int httpStatus() {
        if (failed == 0) {
            return warned == 0 ? 200 : 202;
        }
        if (stored > 0) {
            return 202;
        }
        return failures.stream().allMatch(reason -> (reason & 0xFF00) == OUT_OF_RESOURCES_CLASS) ? 503 : 409;
    }
}
