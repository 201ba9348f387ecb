package io.cameldicom.component.fhir;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomOperation;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * What modalities say by MPPS of the objects they made, for a {@link StudyCompletion}: put it as a {@code process} step in
 * a route from {@code dicom:...?service=mpps}. When a step is over (PS3.4 annex F), its study is complete as soon as
 * the objects are there that the step lists. Steps in progress are remembered in memory: of one that was in progress when
 * the process ended, the study is complete when nothing comes any more. Thread-safe.
 */
public final class ProcedureStepCompletion implements Processor {

    /** Steps that never end are forgotten, the oldest first. */
    private static final int MOST_STEPS = 10_000;

    private static final class Step {
        private String study;
        private final List<String> instances = new ArrayList<>();
    }

    private StudyCompletion completion;
    private final Map<String, Step> steps = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Step> eldest) {
            return size() > MOST_STEPS;
        }
    };

    @Override
    public void process(Exchange exchange) throws Exception {
        String operation = exchange.getMessage().getHeader(DicomConstants.OPERATION, String.class);
        String uid = exchange.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID, String.class);
        Attributes attributes = exchange.getMessage().getMandatoryBody(Attributes.class);
        Step over = null;
        synchronized (steps) {
            Step step;
            if (DicomOperation.nCreate.name().equals(operation)) {
                step = new Step();
                steps.put(uid, step);
            } else {
                step = steps.get(uid);
            }
            if (step != null && update(step, attributes)) {
                steps.remove(uid);
                over = step;
            }
        }
        if (over != null && over.study != null && !over.instances.isEmpty()) {
            for (StudyCompletion one : completions(exchange)) {
                one.announce(over.study, over.instances);
            }
        }
    }

    private Collection<StudyCompletion> completions(Exchange exchange) {
        return completion != null
                ? List.of(completion)
                : exchange.getContext().getRegistry().findByType(StudyCompletion.class);
    }

    /** Whether the step is over. */
    private static boolean update(Step step, Attributes attributes) {
        Attributes scheduled = attributes.getNestedDataset(Tag.ScheduledStepAttributesSequence);
        if (scheduled != null && scheduled.getString(Tag.StudyInstanceUID) != null) {
            step.study = scheduled.getString(Tag.StudyInstanceUID);
        }
        for (Attributes series : items(attributes, Tag.PerformedSeriesSequence)) {
            for (int tag :
                    new int[] {Tag.ReferencedImageSequence, Tag.ReferencedNonImageCompositeSOPInstanceSequence}) {
                items(series, tag).forEach(item -> step.instances.add(item.getString(Tag.ReferencedSOPInstanceUID)));
            }
        }
        String status = attributes.getString(Tag.PerformedProcedureStepStatus, "");
        return status.equals("COMPLETED") || status.equals("DISCONTINUED");
    }

    private static Iterable<Attributes> items(Attributes attributes, int tag) {
        Sequence sequence = attributes.getSequence(tag);
        return sequence == null ? List.of() : sequence;
    }

    public StudyCompletion getCompletion() {
        return completion;
    }

    /** Who is told; by default every one that is in the registry. */
    public void setCompletion(StudyCompletion completion) {
        this.completion = completion;
    }
}
