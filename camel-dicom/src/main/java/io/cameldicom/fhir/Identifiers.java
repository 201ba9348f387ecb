package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** Identifiers with the system of who assigned them: PS3.3 10.14 and 10.15, the macros after HL7's HD. */
final class Identifiers {

    static final String DICOM_UID = "urn:dicom:uid";

    private Identifiers() {}

    /**
     * The system of an assigner's item: Universal Entity ID (0040,0032) with its type, else Local Namespace Entity ID
     * (0040,0031); null when nothing tells it.
     */
    static String assignerSystem(Source source, Attributes assigner) {
        String universal = universalSystem(source, assigner);
        if (universal != null) {
            return universal;
        }
        String local = Source.text(assigner, Tag.LocalNamespaceEntityID);
        return local == null ? null : issuerSystem(source, local);
    }

    /** The system of an assigner's Universal Entity ID; null when there is none with a known form. */
    private static String universalSystem(Source source, Attributes assigner) {
        String id = Source.text(assigner, Tag.UniversalEntityID);
        if (id == null) {
            return null;
        }
        String type = Objects.requireNonNullElse(Source.text(assigner, Tag.UniversalEntityIDType), "");
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "ISO" -> Uris.oid(id);
            case "UUID" -> Uris.uuid(id.toLowerCase(Locale.ROOT));
            case "URI" -> Uris.isAbsolute(id) ? id : null;
            default -> source.options().systems().get(id);
        };
    }

    /** The system of an issuer that is only a name. */
    static String issuerSystem(Source source, String issuer) {
        String configured = source.options().systems().get(issuer);
        return configured != null ? configured : source.options().sid("issuer/" + Uris.percentEncoded(issuer));
    }

    /**
     * A Patient ID in its data set, or in an item of Other Patient IDs Sequence (0010,1002).
     *
     * @return null when there is none
     */
    static Identifier patient(Source source, Attributes item, boolean other) {
        String value = Source.text(item, Tag.PatientID);
        if (value == null) {
            return null;
        }
        Identifier identifier = new Identifier()
                .setUse(other ? Identifier.IdentifierUse.SECONDARY : Identifier.IdentifierUse.USUAL)
                .setValue(value);
        Attributes qualifiers = item.getNestedDataset(Tag.IssuerOfPatientIDQualifiersSequence);
        String issuer = Source.text(item, Tag.IssuerOfPatientID);
        identifier.setSystem(patientSystem(source, qualifiers, issuer));
        String type = Source.text(qualifiers, Tag.IdentifierTypeCode);
        if (type != null || !other) {
            identifier.setType(
                    Codes.identifierType(type != null ? type : source.options().patientIdType()));
        }
        return issuer == null ? identifier : identifier.setAssigner(new Reference().setDisplay(issuer));
    }

    private static String patientSystem(Source source, Attributes qualifiers, String issuer) {
        String universal = universalSystem(source, qualifiers);
        if (universal != null) {
            return universal;
        }
        if (issuer != null) {
            return issuerSystem(source, issuer);
        }
        String configured = source.options().patientSystem();
        return configured != null ? configured : source.options().sid("mrn");
    }

    /** An identifier of HL7 table 0203's type; null without value. */
    static Identifier typed(Source source, String type, String value, Attributes assigner) {
        return value == null
                ? null
                : new Identifier()
                        .setType(Codes.identifierType(type))
                        .setSystem(assignerSystem(source, assigner))
                        .setValue(value);
    }

    static Identifier study(String studyInstanceUid) {
        return new Identifier()
                .setUse(Identifier.IdentifierUse.OFFICIAL)
                .setSystem(DICOM_UID)
                .setValue("urn:oid:" + studyInstanceUid);
    }
}
