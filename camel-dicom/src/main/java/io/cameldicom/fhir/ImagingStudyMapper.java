package io.cameldicom.fhir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesInstanceComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/**
 * Makes FHIR R4 resources of a DICOM study: ImagingStudy, its Patient, and the Endpoint its images are at. What comes
 * out depends on the objects the study has, and not on the order they came in or on the day. Thread-safe.
 *
 * <p>Each element is taken from the first object that has a value: of a series the one with the lowest Instance Number,
 * of a study the first of its first series, those that acquire images before others, for reports and presentation states
 * often lack what images say of the study.
 */
public final class ImagingStudyMapper {

    private static final Comparator<InstanceHeader> BY_NUMBER = Comparator.comparing(
                    InstanceHeader::number, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(InstanceHeader::sopInstanceUid);

    /** The order of series in the resource. */
    static final Comparator<ImagingStudySeriesComponent> SERIES = Comparator.comparing(
                    (ImagingStudySeriesComponent series) -> series.hasNumber() ? series.getNumber() : null,
                    Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(ImagingStudySeriesComponent::getUid);

    /** The order of instances in their series. */
    static final Comparator<ImagingStudySeriesInstanceComponent> INSTANCES = Comparator.comparing(
                    (ImagingStudySeriesInstanceComponent instance) ->
                            instance.hasNumber() ? instance.getNumber() : null,
                    Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(ImagingStudySeriesInstanceComponent::getUid);

    private final FhirOptions options;

    public ImagingStudyMapper(FhirOptions options) {
        this.options = options;
    }

    private record Series(ImagingStudySeriesComponent component, List<InstanceHeader> instances) {

        boolean isAcquisition() {
            return Modalities.isAcquisition(component.getModality().getCode());
        }
    }

    /**
     * Maps a study. One that has no objects any more becomes an ImagingStudy that was {@code entered-in-error}.
     *
     * @throws IllegalStateException if there never was an object in it
     */
    public MappedStudy map(DicomStudy study) {
        DicomStudy snapshot = study.snapshot();
        Set<SkippedValue> skipped = new LinkedHashSet<>();
        List<Series> series = series(snapshot, skipped);

        List<InstanceHeader> ranked = new ArrayList<>();
        series.stream().filter(Series::isAcquisition).forEach(one -> ranked.addAll(one.instances()));
        series.stream().filter(one -> !one.isAcquisition()).forEach(one -> ranked.addAll(one.instances()));
        List<Source> sources = sources(ranked.isEmpty() ? List.of(snapshot.first()) : ranked, skipped);

        String studyInstanceUid = snapshot.studyInstanceUid();
        Patient patient = PatientResources.patient(sources, options, studyInstanceUid);
        ImagingStudy imagingStudy = new ImagingStudy();
        if (options.source() != null) {
            imagingStudy.getMeta().setSource(options.source());
        }
        imagingStudy.addIdentifier(Identifiers.study(studyInstanceUid));
        imagingStudy.setStatus(
                ranked.isEmpty()
                        ? ImagingStudy.ImagingStudyStatus.ENTEREDINERROR
                        : ImagingStudy.ImagingStudyStatus.AVAILABLE);
        imagingStudy.setSubject(new Reference(PatientResources.fullUrl(patient))
                .setType("Patient")
                .setIdentifier(PatientResources.key(patient)));
        StudyRules.ALL.forEach(rule -> rule.apply(sources, imagingStudy));
        series.forEach(one -> imagingStudy.addSeries(one.component()));
        summarize(imagingStudy);
        return MappedStudy.of(studyInstanceUid, imagingStudy, patient, options, List.copyOf(skipped));
    }

    private List<Series> series(DicomStudy study, Collection<SkippedValue> skipped) {
        Map<String, List<InstanceHeader>> bySeries = new LinkedHashMap<>();
        study.instances()
                .forEach(instance -> bySeries.computeIfAbsent(instance.seriesInstanceUid(), uid -> new ArrayList<>())
                        .add(instance));
        List<Series> series = new ArrayList<>();
        bySeries.forEach((uid, instances) -> {
            instances.sort(BY_NUMBER);
            ImagingStudySeriesComponent component = new ImagingStudySeriesComponent();
            component.setUid(uid);
            List<Source> sources = sources(instances, skipped);
            SeriesRules.ALL.forEach(rule -> rule.apply(sources, component));
            component.setNumberOfInstances(instances.size());
            instances.forEach(instance -> InstanceRules.add(instance, component, options.instances(), skipped));
            series.add(new Series(component, instances));
        });
        series.sort(Comparator.comparing(Series::component, SERIES));
        return series;
    }

    /** Each header once, in this order. */
    private List<Source> sources(List<InstanceHeader> instances, Collection<SkippedValue> skipped) {
        Set<Header> headers = new LinkedHashSet<>();
        instances.forEach(instance -> headers.add(instance.header()));
        return headers.stream()
                .map(header -> new Source(header.attributes(), options, skipped::add))
                .toList();
    }

    /** What the study says of its series: their number, that of the instances, and the modalities that made images. */
    static void summarize(ImagingStudy study) {
        Map<String, Coding> modalities = new TreeMap<>();
        int instances = 0;
        for (ImagingStudySeriesComponent series : study.getSeries()) {
            instances += series.getNumberOfInstances();
            if (Modalities.isAcquisition(series.getModality().getCode())) {
                modalities.put(
                        series.getModality().getCode(), series.getModality().copy());
            }
        }
        study.setModality(new ArrayList<>(modalities.values()));
        study.setNumberOfSeries(study.getSeries().size());
        study.setNumberOfInstances(instances);
    }
}
