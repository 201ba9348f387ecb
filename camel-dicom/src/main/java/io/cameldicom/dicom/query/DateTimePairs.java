package io.cameldicom.dicom.query;

import io.cameldicom.dicom.dict.Tag;
import java.util.HashMap;
import java.util.Map;

/** Dates and the times of day that belong to them: together a moment (PS3.4 C.2.2.2.5.3). */
final class DateTimePairs {

    private static final Map<Integer, Integer> TIME_OF_DATE = new HashMap<>();
    private static final Map<Integer, Integer> DATE_OF_TIME = new HashMap<>();

    static {
        pair(Tag.InstanceCreationDate, Tag.InstanceCreationTime);
        pair(Tag.StudyDate, Tag.StudyTime);
        pair(Tag.SeriesDate, Tag.SeriesTime);
        pair(Tag.AcquisitionDate, Tag.AcquisitionTime);
        pair(Tag.ContentDate, Tag.ContentTime);
        pair(Tag.PatientBirthDate, Tag.PatientBirthTime);
        pair(Tag.AdmittingDate, Tag.AdmittingTime);
        pair(Tag.ScheduledProcedureStepStartDate, Tag.ScheduledProcedureStepStartTime);
        pair(Tag.ScheduledProcedureStepEndDate, Tag.ScheduledProcedureStepEndTime);
        pair(Tag.PerformedProcedureStepStartDate, Tag.PerformedProcedureStepStartTime);
        pair(Tag.PerformedProcedureStepEndDate, Tag.PerformedProcedureStepEndTime);
        pair(Tag.IssueDateOfImagingServiceRequest, Tag.IssueTimeOfImagingServiceRequest);
        pair(Tag.PresentationCreationDate, Tag.PresentationCreationTime);
    }

    private DateTimePairs() {}

    private static void pair(int date, int time) {
        TIME_OF_DATE.put(date, time);
        DATE_OF_TIME.put(time, date);
    }

    /** -1 when there is none. */
    static int timeOf(int date) {
        return TIME_OF_DATE.getOrDefault(date, -1);
    }

    /** -1 when there is none. */
    static int dateOf(int time) {
        return DATE_OF_TIME.getOrDefault(time, -1);
    }
}
