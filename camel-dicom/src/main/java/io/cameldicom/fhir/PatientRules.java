package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** Patient, of the Patient module (PS3.3 C.7.1.1). */
final class PatientRules {

    static final List<Rule<Patient>> ALL = List.of(
            Rule.first(
                    "Patient.identifier",
                    "system of the issuer: its universal ID, else its name, else the configured one",
                    PatientRules::identifiers,
                    Tag.PatientID,
                    Tag.IssuerOfPatientID,
                    Tag.IssuerOfPatientIDQualifiersSequence,
                    Tag.OtherPatientIDsSequence),
            Rule.first(
                    "Patient.name", "one for each component group that has text", PatientRules::name, Tag.PatientName),
            Rule.first("Patient.gender", "M, F, O; others are skipped", PatientRules::gender, Tag.PatientSex),
            Rule.first(
                    "Patient.birthDate", "as precise as it is known", PatientRules::birthDate, Tag.PatientBirthDate));

    private PatientRules() {}

    private static boolean identifiers(Source source, Patient patient) {
        Identifier own = Identifiers.patient(source, source.header(), false);
        if (own == null) {
            return false;
        }
        patient.addIdentifier(own);
        for (Attributes item : source.items(Tag.OtherPatientIDsSequence)) {
            Identifier other = Identifiers.patient(source, item, true);
            if (other != null && patient.getIdentifier().stream().noneMatch(known -> isSame(known, other))) {
                patient.addIdentifier(other);
            }
        }
        return true;
    }

    private static boolean isSame(Identifier one, Identifier other) {
        return one.getSystem().equals(other.getSystem()) && one.getValue().equals(other.getValue());
    }

    private static boolean name(Source source, Patient patient) {
        String name = source.text(Tag.PatientName);
        if (name != null) {
            Names.humanNames(name).forEach(patient::addName);
        }
        return patient.hasName();
    }

    private static boolean gender(Source source, Patient patient) {
        String sex = source.text(Tag.PatientSex);
        if (sex == null) {
            return false;
        }
        switch (sex.toUpperCase(Locale.ROOT)) {
            case "M" -> patient.setGender(AdministrativeGender.MALE);
            case "F" -> patient.setGender(AdministrativeGender.FEMALE);
            case "O" -> patient.setGender(AdministrativeGender.OTHER);
            default -> source.skip(Tag.PatientSex, "none of M, F, O");
        }
        return patient.hasGender();
    }

    private static boolean birthDate(Source source, Patient patient) {
        String date = Moments.date(source, Tag.PatientBirthDate);
        if (date != null) {
            patient.setBirthDateElement(new DateType(date));
        }
        return date != null;
    }
}
