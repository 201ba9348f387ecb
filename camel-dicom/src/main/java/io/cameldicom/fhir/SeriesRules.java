package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.hl7.fhir.r4.model.Reference;

/** ImagingStudy.series, of the General Series module (PS3.3 C.7.3.1) and what images say of their anatomy. */
final class SeriesRules {

    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    static final List<Rule<ImagingStudySeriesComponent>> ALL = List.of(
            Rule.first("ImagingStudy.series.number", "", SeriesRules::number, Tag.SeriesNumber),
            Rule.first(
                    "ImagingStudy.series.modality",
                    "of an object without it, the modality its SOP class is for",
                    SeriesRules::modality,
                    Tag.Modality,
                    Tag.SOPClassUID),
            Rule.first("ImagingStudy.series.description", "", SeriesRules::description, Tag.SeriesDescription),
            Rule.first(
                    "ImagingStudy.series.bodySite",
                    "the code, also of all frames of an enhanced image; else the term as SNOMED CT (PS3.16 table L-1);"
                            + " of other terms the text",
                    SeriesRules::bodySite,
                    Tag.AnatomicRegionSequence,
                    Tag.BodyPartExamined),
            Rule.all(
                    "ImagingStudy.series.laterality",
                    "of the series, or of all its images alike; U (unpaired) is none",
                    SeriesRules::laterality,
                    Tag.Laterality,
                    Tag.ImageLaterality,
                    Tag.FrameLaterality,
                    Tag.MeasurementLaterality),
            Rule.each(
                    "ImagingStudy.series.specimen",
                    "by identifier",
                    SeriesRules::specimens,
                    Tag.SpecimenDescriptionSequence),
            Rule.first(
                    "ImagingStudy.series.started",
                    "a time only with an offset from UTC",
                    SeriesRules::started,
                    Tag.SeriesDate,
                    Tag.SeriesTime,
                    Tag.TimezoneOffsetFromUTC),
            Rule.first(
                    "ImagingStudy.series.performer (PRF)",
                    "name, and identifier where the scheme is known",
                    (source, series) -> performers(
                            source,
                            series,
                            "PRF",
                            Tag.PerformingPhysicianName,
                            Tag.PerformingPhysicianIdentificationSequence),
                    Tag.PerformingPhysicianName,
                    Tag.PerformingPhysicianIdentificationSequence),
            Rule.first(
                    "ImagingStudy.series.performer (SPRF)",
                    "name, and identifier where the scheme is known",
                    (source, series) ->
                            performers(source, series, "SPRF", Tag.OperatorsName, Tag.OperatorIdentificationSequence),
                    Tag.OperatorsName,
                    Tag.OperatorIdentificationSequence));

    private SeriesRules() {}

    private static boolean number(Source source, ImagingStudySeriesComponent series) {
        Integer number = source.unsignedInt(Tag.SeriesNumber);
        if (number != null) {
            series.setNumber(number);
        }
        return number != null;
    }

    private static boolean modality(Source source, ImagingStudySeriesComponent series) {
        String code = source.text(Tag.Modality);
        if (code == null) {
            series.setModality(Modalities.coding(Modalities.ofSopClass(source.text(Tag.SOPClassUID))));
            return true;
        }
        String upper = code.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (!Modalities.isKnown(upper)) {
            source.skip(Tag.Modality, "no code of PS3.16 CID 29 or 32, passed on as it is");
        }
        series.setModality(Modalities.coding(upper));
        return true;
    }

    private static boolean description(Source source, ImagingStudySeriesComponent series) {
        series.setDescription(source.text(Tag.SeriesDescription));
        return series.hasDescription();
    }

    private static boolean bodySite(Source source, ImagingStudySeriesComponent series) {
        Attributes region = source.item(Tag.AnatomicRegionSequence);
        Coding code = region == null ? null : Codes.coding(source, region);
        String term = source.text(Tag.BodyPartExamined);
        if (code == null && term != null) {
            code = BodySites.site(term);
        }
        series.setBodySite(code);
        return code != null;
    }

    private static void laterality(List<Source> sources, ImagingStudySeriesComponent series) {
        for (Source source : sources) {
            String value = source.text(Tag.Laterality);
            if (value != null) {
                series.setLaterality(laterality(source, Tag.Laterality, value));
                if (series.hasLaterality()) {
                    return;
                }
            }
        }
        Set<String> values = new TreeSet<>();
        for (Source source : sources) {
            values.add(imageLaterality(source));
        }
        if (values.size() == 1) {
            series.setLaterality(BodySites.laterality(values.iterator().next()));
        }
    }

    private static String imageLaterality(Source source) {
        for (int tag : new int[] {Tag.ImageLaterality, Tag.FrameLaterality, Tag.MeasurementLaterality}) {
            String value = source.text(tag);
            if (value != null) {
                laterality(source, tag, value);
                return value.toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static Coding laterality(Source source, int tag, String value) {
        Coding coding = BodySites.laterality(value);
        if (coding == null && !BodySites.isUnpaired(value)) {
            source.skip(tag, "none of R, L, B, U");
        }
        return coding;
    }

    private static void specimens(Source source, ImagingStudySeriesComponent series) {
        for (Attributes item : source.items(Tag.SpecimenDescriptionSequence)) {
            String value = Source.text(item, Tag.SpecimenIdentifier);
            if (value == null) {
                continue;
            }
            Identifier identifier = new Identifier()
                    .setValue(value)
                    .setSystem(Identifiers.assignerSystem(
                            source, item.getNestedDataset(Tag.IssuerOfTheSpecimenIdentifierSequence)));
            if (series.getSpecimen().stream()
                    .noneMatch(known -> known.getIdentifier().equalsDeep(identifier))) {
                series.addSpecimen(new Reference().setType("Specimen").setIdentifier(identifier));
            }
        }
    }

    private static boolean started(Source source, ImagingStudySeriesComponent series) {
        String started = Moments.dateTime(source, Tag.SeriesDate, Tag.SeriesTime);
        if (started != null) {
            series.setStartedElement(new DateTimeType(started));
        }
        return started != null;
    }

    private static boolean performers(
            Source source, ImagingStudySeriesComponent series, String function, int nameTag, int identificationTag) {
        List<Reference> people = Names.practitioners(source, nameTag, identificationTag);
        people.forEach(person -> series.addPerformer()
                .setActor(person)
                .setFunction(new CodeableConcept(
                        new Coding().setSystem(PARTICIPATION).setCode(function))));
        return !people.isEmpty();
    }
}
