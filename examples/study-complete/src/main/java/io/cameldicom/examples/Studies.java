package io.cameldicom.examples;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.service.SopReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Header;

/** Knows of which study each procedure step is, from its N-CREATE to its end. Thread-safe. */
public final class Studies {

    /**
     * A study of which everything was made.
     *
     * @param instances by Series Instance UID
     */
    public record Completed(String studyInstanceUid, Map<String, List<SopReference>> series) {

        public List<SopReference> getInstances() {
            return series.values().stream().flatMap(List::stream).toList();
        }
    }

    private final Map<String, String> studyOfStep = new ConcurrentHashMap<>();

    /** A step has begun: only now it says of which study it is. */
    public void begun(@Header(DicomConstants.SOP_INSTANCE_UID) String step, Attributes attributes) {
        studyOfStep.put(
                step,
                attributes.getNestedDataset(Tag.ScheduledStepAttributesSequence).getString(Tag.StudyInstanceUID));
    }

    /** A step has ended: it says what was made. */
    public Completed completed(@Header(DicomConstants.SOP_INSTANCE_UID) String step, Attributes attributes) {
        Map<String, List<SopReference>> series = new LinkedHashMap<>();
        for (Attributes performed : items(attributes, Tag.PerformedSeriesSequence)) {
            List<SopReference> instances =
                    series.computeIfAbsent(performed.getString(Tag.SeriesInstanceUID), uid -> new ArrayList<>());
            for (Attributes image : items(performed, Tag.ReferencedImageSequence)) {
                instances.add(SopReference.of(image));
            }
            for (Attributes other : items(performed, Tag.ReferencedNonImageCompositeSOPInstanceSequence)) {
                instances.add(SopReference.of(other));
            }
        }
        return new Completed(studyOfStep.remove(step), series);
    }

    /** Instance Availability Notification (PS3.4 table R.3.2-1). */
    public Attributes notification(Completed study) {
        Attributes notification = new Attributes();
        notification.setString(Tag.StudyInstanceUID, VR.UI, study.studyInstanceUid());
        notification.newSequence(Tag.ReferencedPerformedProcedureStepSequence);
        Sequence seriesSequence = notification.newSequence(Tag.ReferencedSeriesSequence);
        study.series().forEach((uid, instances) -> {
            Attributes series = new Attributes();
            series.setString(Tag.SeriesInstanceUID, VR.UI, uid);
            Sequence references = series.newSequence(Tag.ReferencedSOPSequence);
            instances.forEach(instance -> {
                Attributes item = instance.toItem();
                item.setString(Tag.InstanceAvailability, VR.CS, "ONLINE");
                item.setString(Tag.RetrieveAETitle, VR.AE, "PACS");
                references.add(item);
            });
            seriesSequence.add(series);
        });
        return notification;
    }

    private static Iterable<Attributes> items(Attributes attributes, int tag) {
        Sequence sequence = attributes.getSequence(tag);
        return sequence == null ? List.of() : sequence;
    }
}
