package io.cameldicom.fhir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesInstanceComponent;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;

/**
 * Joins an ImagingStudy with the server's: what others wrote there stays, series and instances are those of both, and
 * what the headers say counts more than what is there. Joining twice is joining once.
 */
final class StudyMerge {

    private StudyMerge() {}

    /**
     * Our resource with what only the server's has, under its id; neither of the two is changed.
     *
     * @throws StudyConflictException if the server's is of another patient
     */
    static ImagingStudy merge(ImagingStudy stored, ImagingStudy ours) {
        requireSamePatient(stored, ours);
        ImagingStudy merged = ours.copy();
        merged.setId(stored.getIdElement().toUnqualifiedVersionless());
        keepForeign(stored, merged);
        keepAbsent(stored, merged);
        merged.setIdentifier(joined(merged.getIdentifier(), stored.getIdentifier(), StudyMerge::key));
        merged.setEndpoint(joined(merged.getEndpoint(), stored.getEndpoint(), StudyMerge::key));
        merged.setBasedOn(joined(merged.getBasedOn(), stored.getBasedOn(), StudyMerge::key));
        merged.setSeries(series(merged.getSeries(), stored.getSeries()));
        ImagingStudyMapper.summarize(merged);
        return merged;
    }

    /** Whether the server needs not be told: it has all of it, whatever its own ids of patient and endpoint are. */
    static boolean isSame(ImagingStudy stored, ImagingStudy merged) {
        return comparable(stored).equalsDeep(comparable(merged));
    }

    private static ImagingStudy comparable(ImagingStudy study) {
        ImagingStudy copy = study.copy();
        copy.setId((String) null);
        copy.setMeta(new Meta().setSource(study.getMeta().getSource()));
        copy.setText(null);
        List<Reference> references = new ArrayList<>(copy.getEndpoint());
        references.add(copy.getSubject());
        references.stream().filter(Reference::hasIdentifier).forEach(reference -> reference.setReference(null));
        return copy;
    }

    /** A study of the unidentified patient may become that of one with an ID, but not the other way round. */
    private static void requireSamePatient(ImagingStudy stored, ImagingStudy ours) {
        Identifier there = stored.getSubject().getIdentifier();
        Identifier here = ours.getSubject().getIdentifier();
        if (there.hasValue()
                && !PatientResources.isUnidentified(there)
                && !key(there).equals(key(here))) {
            throw new StudyConflictException(StudyConflictException.Reason.PATIENT);
        }
    }

    /** What the mapping never writes. */
    private static void keepForeign(ImagingStudy stored, ImagingStudy merged) {
        merged.setText(stored.getText());
        merged.setContained(stored.getContained());
        merged.setExtension(stored.getExtension());
        merged.setModifierExtension(stored.getModifierExtension());
        merged.setProcedureReference(stored.getProcedureReference());
        merged.setReasonReference(stored.getReasonReference());
        merged.setNote(stored.getNote());
    }

    /** What our headers do not say. */
    private static void keepAbsent(ImagingStudy stored, ImagingStudy merged) {
        if (!merged.hasEncounter()) {
            merged.setEncounter(stored.getEncounter());
        }
        if (!merged.hasStarted()) {
            merged.setStartedElement(stored.getStartedElement());
        }
        if (!merged.hasReferrer()) {
            merged.setReferrer(stored.getReferrer());
        }
        if (!merged.hasInterpreter()) {
            merged.setInterpreter(stored.getInterpreter());
        }
        if (!merged.hasProcedureCode()) {
            merged.setProcedureCode(stored.getProcedureCode());
        }
        if (!merged.hasLocation()) {
            merged.setLocation(stored.getLocation());
        }
        if (!merged.hasReasonCode()) {
            merged.setReasonCode(stored.getReasonCode());
        }
        if (!merged.hasDescription()) {
            merged.setDescription(stored.getDescription());
        }
    }

    private static List<ImagingStudySeriesComponent> series(
            List<ImagingStudySeriesComponent> ours, List<ImagingStudySeriesComponent> stored) {
        Map<String, ImagingStudySeriesComponent> byUid = byKey(ours, ImagingStudySeriesComponent::getUid);
        for (ImagingStudySeriesComponent theirs : stored) {
            ImagingStudySeriesComponent known = byUid.putIfAbsent(theirs.getUid(), theirs.copy());
            if (known != null) {
                known.setExtension(theirs.getExtension());
                known.setEndpoint(theirs.getEndpoint());
                known.setInstance(
                        joined(known.getInstance(), theirs.getInstance(), ImagingStudySeriesInstanceComponent::getUid));
                known.getInstance().sort(ImagingStudyMapper.INSTANCES);
                known.setNumberOfInstances(Math.max(
                        known.getNumberOfInstances(), known.getInstance().size()));
            }
        }
        List<ImagingStudySeriesComponent> all = new ArrayList<>(byUid.values());
        all.sort(ImagingStudyMapper.SERIES);
        return all;
    }

    private static <T> List<T> joined(List<T> first, List<T> second, Function<T, String> key) {
        Map<String, T> byKey = byKey(first, key);
        second.forEach(one -> byKey.putIfAbsent(key.apply(one), one));
        return new ArrayList<>(byKey.values());
    }

    private static <T> Map<String, T> byKey(Collection<T> all, Function<T, String> key) {
        Map<String, T> byKey = new LinkedHashMap<>();
        all.forEach(one -> byKey.put(key.apply(one), one));
        return byKey;
    }

    private static String key(Identifier identifier) {
        return identifier.getSystem() + "|" + identifier.getValue();
    }

    /** By identifier; a reference of somebody else's that has none is itself. */
    private static String key(Reference reference) {
        return reference.hasIdentifier() ? key(reference.getIdentifier()) : reference.getReference();
    }
}
