package io.cameldicom.dicom.media;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UidDictionary;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The types of directory records that are written, the keys each has (PS3.3 F.5), and which SOP classes it is for
 * (PS3.3 table F.4-1).
 */
enum RecordType {
    PATIENT(0, "", new int[] {Tag.PatientID}, Tag.PatientName),
    STUDY(
            1,
            "",
            new int[] {Tag.StudyDate, Tag.StudyTime, Tag.StudyInstanceUID, Tag.StudyID},
            Tag.StudyDescription,
            Tag.AccessionNumber),
    SERIES(2, "", new int[] {Tag.Modality, Tag.SeriesInstanceUID, Tag.SeriesNumber}),
    KEY_OBJECT_DOC(3, "KeyObjectSelectionDocument", Keys.DOCUMENT, Tag.ConceptNameCodeSequence, Tag.ContentSequence),
    SR_DOCUMENT(
            3,
            ".*SR|ProcedureLog",
            new int[] {Tag.InstanceNumber, Tag.CompletionFlag, Tag.VerificationFlag, Tag.ContentDate, Tag.ContentTime},
            Tag.ConceptNameCodeSequence,
            Tag.ContentSequence),
    RT_DOSE(3, "RTDose", new int[] {Tag.InstanceNumber, Tag.DoseSummationType}),
    RT_STRUCTURE_SET(
            3,
            "RTStructureSet",
            new int[] {Tag.InstanceNumber, Tag.StructureSetLabel},
            Tag.StructureSetDate,
            Tag.StructureSetTime),
    RT_PLAN(3, "RT(Ion)?Plan", new int[] {Tag.InstanceNumber, Tag.RTPlanLabel}, Tag.RTPlanDate, Tag.RTPlanTime),
    RT_TREAT_RECORD(
            3,
            "RT(Beams|Brachy|IonBeams)TreatmentRecord|RTTreatmentSummaryRecord",
            new int[] {Tag.InstanceNumber},
            Tag.TreatmentDate,
            Tag.TreatmentTime),
    PRESENTATION(
            3,
            ".*PresentationState|BasicStructuredDisplay",
            new int[] {Tag.PresentationCreationDate, Tag.PresentationCreationTime, Tag.InstanceNumber, Tag.ContentLabel
            },
            Tag.ContentDescription,
            Tag.ContentCreatorName,
            Tag.ReferencedSeriesSequence,
            Tag.BlendingSequence),
    WAVEFORM(3, ".*Waveform", Keys.DOCUMENT),
    SPECTROSCOPY(
            3,
            ".*Spectroscopy",
            new int[] {
                Tag.ImageType,
                Tag.ContentDate,
                Tag.ContentTime,
                Tag.InstanceNumber,
                Tag.NumberOfFrames,
                Tag.Rows,
                Tag.Columns,
                Tag.DataPointRows,
                Tag.DataPointColumns
            },
            Tag.ReferencedImageEvidenceSequence),
    RAW_DATA(3, "RawData", new int[] {Tag.ContentDate, Tag.ContentTime}, Tag.InstanceNumber),
    REGISTRATION(3, ".*SpatialRegistration", Keys.CONTENT, Keys.CONTENT_OPTIONAL),
    FIDUCIAL(3, "SpatialFiducials", Keys.CONTENT, Keys.CONTENT_OPTIONAL),
    VALUE_MAP(3, "RealWorldValueMapping", Keys.CONTENT, Keys.CONTENT_OPTIONAL),
    SURFACE(3, "SurfaceSegmentation", Keys.CONTENT, Keys.CONTENT_OPTIONAL),
    SURFACE_SCAN(3, "SurfaceScan.*", Keys.DOCUMENT),
    TRACT(3, "TractographyResults", Keys.CONTENT, Keys.CONTENT_OPTIONAL),
    STEREOMETRIC(3, "StereometricRelationship", new int[] {Tag.InstanceNumber}),
    MEASUREMENT(
            3, ".*Measurements|SpectaclePrescriptionReport|IntraocularLensCalculations|MacularGrid.*", Keys.DOCUMENT),
    ASSESSMENT(
            3,
            "ContentAssessmentResults",
            new int[] {Tag.InstanceNumber, Tag.InstanceCreationDate},
            Tag.InstanceCreationTime),
    ANNOTATION(3, "MicroscopyBulkSimpleAnnotations", Keys.CONTENT, Keys.CONTENT_OPTIONAL),
    RADIOTHERAPY(
            3,
            "RT(PhysicianIntent|SegmentAnnotation|TreatmentPreparation|PatientPosition.*|Radiation.*)|.*Radiation(Record)?",
            new int[] {Tag.InstanceNumber},
            Tag.UserContentLabel,
            Tag.UserContentLongLabel,
            Tag.ContentDescription,
            Tag.ContentCreatorName),
    PLAN(3, "RTB.*DeliveryInstruction", new int[] {Tag.InstanceNumber}),
    ENCAP_DOC(
            3,
            "Encapsulated.*",
            new int[] {Tag.InstanceNumber, Tag.MIMETypeOfEncapsulatedDocument},
            Tag.ContentDate,
            Tag.ContentTime,
            Tag.DocumentTitle,
            Tag.HL7InstanceIdentifier,
            Tag.ConceptNameCodeSequence),
    HANGING_PROTOCOL(
            0,
            "HangingProtocol",
            new int[] {
                Tag.HangingProtocolName,
                Tag.HangingProtocolDescription,
                Tag.HangingProtocolLevel,
                Tag.HangingProtocolCreator,
                Tag.HangingProtocolCreationDateTime,
                Tag.NumberOfPriorsReferenced
            },
            Tag.HangingProtocolDefinitionSequence,
            Tag.HangingProtocolUserIdentificationCodeSequence),
    PALETTE(0, "ColorPalette", new int[] {Tag.ContentLabel}, Tag.ContentDescription),
    IMPLANT(
            0,
            "GenericImplantTemplate",
            new int[] {Tag.Manufacturer, Tag.ImplantName, Tag.ImplantPartNumber},
            Tag.ImplantSize),
    IMPLANT_ASSY(
            0,
            "ImplantAssemblyTemplate",
            new int[] {Tag.ImplantAssemblyTemplateName, Tag.Manufacturer},
            Tag.ProcedureTypeCodeSequence),
    IMPLANT_GROUP(0, "ImplantTemplateGroup", new int[] {Tag.ImplantTemplateGroupName, Tag.ImplantTemplateGroupIssuer}),
    /** The last: the patterns before it are the narrower ones. */
    IMAGE(3, ".*(Image|Segmentation|Map|Volume|Analysis)", new int[] {Tag.InstanceNumber});

    /** How deep the tree of records goes. */
    static final int LEVELS = 4;

    /** The level of instances. */
    static final int INSTANCE_LEVEL = 3;

    private static final class Keys {
        static final int[] DOCUMENT = {Tag.InstanceNumber, Tag.ContentDate, Tag.ContentTime};
        static final int[] CONTENT = {Tag.ContentDate, Tag.ContentTime, Tag.InstanceNumber, Tag.ContentLabel};
        static final int[] CONTENT_OPTIONAL = {Tag.ContentDescription, Tag.ContentCreatorName};
    }

    /** 0 for what belongs to no patient, and patients; 1 studies, 2 series, 3 instances. */
    final int level;

    private final Pattern sopClasses;
    /** Keys of type 1. */
    final int[] required;
    /** Keys of type 2, and of type 1C where the instance has them. */
    final int[] others;

    RecordType(int level, String sopClasses, int[] required, int... others) {
        this.level = level;
        this.sopClasses = Pattern.compile("(" + sopClasses + ")Storage(For(Presentation|Processing))?(Trial|Retired)?");
        this.required = required;
        this.others = others;
    }

    /** As in Directory Record Type (0004,1430). */
    String term() {
        return name().replace('_', ' ');
    }

    /** The type of the record of an instance, or null when the standard has none for its SOP class. */
    static RecordType ofSopClass(String sopClassUid) {
        String keyword = UidDictionary.keywordOf(sopClassUid);
        return Arrays.stream(values())
                .filter(type -> type.sopClasses.matcher(keyword).matches())
                .findFirst()
                .orElse(null);
    }

    /** The level of records of this type, also of types that are read only. */
    static int levelOf(String term) {
        return Arrays.stream(values())
                .filter(type -> type.term().equals(term))
                .mapToInt(type -> type.level)
                .findFirst()
                .orElse(INSTANCE_LEVEL);
    }
}
