package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;

/**
 * What a modality may say of a performed procedure step, and when (PS3.4 F.7.2). A step begins IN PROGRESS and ends
 * COMPLETED or DISCONTINUED; what has ended does not change any more.
 */
public final class ProcedureStepRules {
    /** Performed Procedure Step Status (0040,0252) of a step that goes on. */
    public static final String IN_PROGRESS = "IN PROGRESS";

    /** The status of a step that was done. */
    public static final String COMPLETED = "COMPLETED";

    /** The status of a step that was given up. */
    public static final String DISCONTINUED = "DISCONTINUED";

    /** Error ID (0000,0903) and Error Comment of PS3.4 F.7.2.2.2. */
    private static final int NO_LONGER_UPDATED = 0xA710;

    private static final String NO_LONGER_UPDATED_COMMENT = "Performed Procedure Step Object may no longer be updated";

    private ProcedureStepRules() {}

    /** Whether a step of this status has ended. */
    public static boolean isFinal(String status) {
        return COMPLETED.equals(status) || DISCONTINUED.equals(status);
    }

    /**
     * Checks that a step begins in progress.
     *
     * @throws DicomServiceException 0106, 0120 or 0121, naming the attribute
     */
    public static void checkCreate(Attributes step) throws DicomServiceException {
        requireValue(step, Tag.PerformedProcedureStepStatus);
        if (!IN_PROGRESS.equals(step.getString(Tag.PerformedProcedureStepStatus))) {
            throw invalid("A step begins IN PROGRESS:");
        }
    }

    /**
     * Checks that all is there that has type 1 for the SCU of an N-CREATE (PS3.4 table F.7.2-1). Modalities in the
     * field leave some of it out.
     *
     * @throws DicomServiceException 0120 or 0121, naming the attribute
     */
    public static void checkComplete(Attributes step) throws DicomServiceException {
        requireValue(step, Tag.ScheduledStepAttributesSequence);
        for (Attributes scheduled : step.getSequence(Tag.ScheduledStepAttributesSequence)) {
            requireValue(scheduled, Tag.StudyInstanceUID);
        }
        requireValue(step, Tag.PerformedProcedureStepID);
        requireValue(step, Tag.PerformedStationAETitle);
        requireValue(step, Tag.PerformedProcedureStepStartDate);
        requireValue(step, Tag.PerformedProcedureStepStartTime);
        requireValue(step, Tag.Modality);
    }

    /**
     * Checks an N-SET against the status of the step.
     *
     * @param status the step's so far
     * @return the step's afterwards
     * @throws DicomServiceException 0110 with the Error ID A710 if the step has ended, 0106 if the new status is none
     */
    public static String checkSet(String status, Attributes modifications) throws DicomServiceException {
        if (isFinal(status)) {
            throw new DicomServiceException(Status.ProcessingFailure, NO_LONGER_UPDATED_COMMENT)
                    .withErrorId(NO_LONGER_UPDATED);
        }
        if (!modifications.contains(Tag.PerformedProcedureStepStatus)) {
            return status;
        }
        String wanted = modifications.getString(Tag.PerformedProcedureStepStatus);
        if (!isFinal(wanted) && !IN_PROGRESS.equals(wanted)) {
            throw invalid("None of a step's statuses:");
        }
        return wanted;
    }

    private static void requireValue(Attributes attributes, int tag) throws DicomServiceException {
        if (!attributes.contains(tag)) {
            throw new DicomServiceException(Status.MissingAttribute, name(tag) + " is missing");
        }
        if (!attributes.containsValue(tag)) {
            throw new DicomServiceException(Status.MissingAttributeValue, name(tag) + " has no value");
        }
    }

    private static DicomServiceException invalid(String what) {
        return new DicomServiceException(
                Status.InvalidAttributeValue, what + " " + Tag.format(Tag.PerformedProcedureStepStatus));
    }

    private static String name(int tag) {
        return ElementDictionary.keywordOf(tag, null) + " " + Tag.format(tag);
    }
}
