package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Reference;

/** ImagingStudy itself, of the General Study and Patient Study modules (PS3.3 C.7.2) and of what the images were requested for. */
final class StudyRules {

    private static final String ACCESSION = "ACSN";
    private static final String VISIT = "VN";

    static final List<Rule<ImagingStudy>> ALL = List.of(
            Rule.first(
                    "ImagingStudy.identifier (ACSN)",
                    "system of the issuer, if it is known",
                    StudyRules::accession,
                    Tag.AccessionNumber,
                    Tag.IssuerOfAccessionNumberSequence),
            Rule.first(
                    "ImagingStudy.encounter",
                    "by identifier (VN)",
                    StudyRules::encounter,
                    Tag.AdmissionID,
                    Tag.IssuerOfAdmissionIDSequence),
            Rule.first(
                    "ImagingStudy.started",
                    "a time only with an offset from UTC",
                    StudyRules::started,
                    Tag.StudyDate,
                    Tag.StudyTime,
                    Tag.TimezoneOffsetFromUTC),
            Rule.all(
                    "ImagingStudy.basedOn",
                    "a ServiceRequest by each accession number (ACSN): of the requests, else of the study",
                    StudyRules::basedOn,
                    Tag.RequestAttributesSequence,
                    Tag.ReferencedRequestSequence,
                    Tag.AccessionNumber,
                    Tag.IssuerOfAccessionNumberSequence),
            Rule.first(
                    "ImagingStudy.referrer",
                    "name, and identifier where the scheme is known",
                    StudyRules::referrer,
                    Tag.ReferringPhysicianName,
                    Tag.ReferringPhysicianIdentificationSequence),
            Rule.first(
                    "ImagingStudy.interpreter",
                    "each with the identification of the same position",
                    StudyRules::interpreters,
                    Tag.NameOfPhysiciansReadingStudy,
                    Tag.PhysiciansReadingStudyIdentificationSequence),
            Rule.each("ImagingStudy.procedureCode", "", StudyRules::procedureCodes, Tag.ProcedureCodeSequence),
            Rule.first(
                    "ImagingStudy.location",
                    "the first of these, by name",
                    StudyRules::location,
                    Tag.PerformedLocation,
                    Tag.InstitutionalDepartmentName,
                    Tag.InstitutionName),
            Rule.each(
                    "ImagingStudy.reasonCode",
                    "Reason for Requested Procedure Code Sequence (0040,100A), else the text of (0040,1002)",
                    StudyRules::reasons,
                    Tag.RequestAttributesSequence),
            Rule.first("ImagingStudy.description", "", StudyRules::description, Tag.StudyDescription));

    private StudyRules() {}

    private static boolean accession(Source source, ImagingStudy study) {
        Identifier accession = Identifiers.typed(
                source, ACCESSION, source.text(Tag.AccessionNumber), source.item(Tag.IssuerOfAccessionNumberSequence));
        if (accession != null) {
            study.addIdentifier(accession);
        }
        return accession != null;
    }

    private static boolean encounter(Source source, ImagingStudy study) {
        Identifier visit = Identifiers.typed(
                source, VISIT, source.text(Tag.AdmissionID), source.item(Tag.IssuerOfAdmissionIDSequence));
        if (visit != null) {
            study.setEncounter(new Reference().setType("Encounter").setIdentifier(visit));
        }
        return visit != null;
    }

    private static boolean started(Source source, ImagingStudy study) {
        String started = Moments.dateTime(source, Tag.StudyDate, Tag.StudyTime);
        if (started != null) {
            study.setStartedElement(new DateTimeType(started));
        }
        return started != null;
    }

    private static void basedOn(List<Source> sources, ImagingStudy study) {
        for (Source source : sources) {
            source.items(Tag.RequestAttributesSequence).forEach(item -> request(source, item, study));
            source.items(Tag.ReferencedRequestSequence).forEach(item -> request(source, item, study));
        }
        for (Source source : sources) {
            if (!study.hasBasedOn()) {
                request(source, source.header(), study);
            }
        }
    }

    private static void request(Source source, Attributes item, ImagingStudy study) {
        Identifier accession = Identifiers.typed(
                source,
                ACCESSION,
                Source.text(item, Tag.AccessionNumber),
                item.getNestedDataset(Tag.IssuerOfAccessionNumberSequence));
        if (accession != null
                && study.getBasedOn().stream()
                        .noneMatch(known -> known.getIdentifier().equalsDeep(accession))) {
            study.addBasedOn(new Reference().setType("ServiceRequest").setIdentifier(accession));
        }
    }

    private static boolean referrer(Source source, ImagingStudy study) {
        Reference referrer = Names.practitioner(
                source,
                source.text(Tag.ReferringPhysicianName),
                source.item(Tag.ReferringPhysicianIdentificationSequence));
        study.setReferrer(referrer);
        return referrer != null;
    }

    private static boolean interpreters(Source source, ImagingStudy study) {
        Names.practitioners(source, Tag.NameOfPhysiciansReadingStudy, Tag.PhysiciansReadingStudyIdentificationSequence)
                .forEach(study::addInterpreter);
        return study.hasInterpreter();
    }

    private static void procedureCodes(Source source, ImagingStudy study) {
        for (Attributes item : source.items(Tag.ProcedureCodeSequence)) {
            addDistinct(Codes.concept(source, item), study.getProcedureCode());
        }
    }

    private static boolean location(Source source, ImagingStudy study) {
        for (int tag : new int[] {Tag.PerformedLocation, Tag.InstitutionalDepartmentName, Tag.InstitutionName}) {
            String name = source.text(tag);
            if (name != null) {
                study.setLocation(new Reference().setType("Location").setDisplay(name));
                return true;
            }
        }
        return false;
    }

    private static void reasons(Source source, ImagingStudy study) {
        for (Attributes request : source.items(Tag.RequestAttributesSequence)) {
            Attributes code = request.getNestedDataset(Tag.ReasonForRequestedProcedureCodeSequence);
            if (code == null) {
                String text = Source.text(request, Tag.ReasonForTheRequestedProcedure);
                addDistinct(text == null ? null : new CodeableConcept().setText(text), study.getReasonCode());
            } else {
                request.getSequence(Tag.ReasonForRequestedProcedureCodeSequence)
                        .forEach(item -> addDistinct(Codes.concept(source, item), study.getReasonCode()));
            }
        }
    }

    private static void addDistinct(CodeableConcept concept, List<CodeableConcept> concepts) {
        if (concept != null && concepts.stream().noneMatch(known -> known.equalsDeep(concept))) {
            concepts.add(concept);
        }
    }

    private static boolean description(Source source, ImagingStudy study) {
        study.setDescription(source.text(Tag.StudyDescription));
        return study.hasDescription();
    }
}
