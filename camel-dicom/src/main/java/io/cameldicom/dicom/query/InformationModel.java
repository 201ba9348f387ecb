package io.cameldicom.dicom.query;

import static io.cameldicom.dicom.query.QueryLevel.IMAGE;
import static io.cameldicom.dicom.query.QueryLevel.PATIENT;
import static io.cameldicom.dicom.query.QueryLevel.SERIES;
import static io.cameldicom.dicom.query.QueryLevel.STUDY;

import io.cameldicom.dicom.dict.UID;
import java.util.List;
import java.util.Locale;

/**
 * What can be asked of a peer by C-FIND, C-MOVE and C-GET: the query/retrieve information models (PS3.4 C.6, Y, Z), the
 * modality worklist (K.6), and the models of non-patient objects (U, X, BB, HH, II), which have no levels.
 */
public enum InformationModel {
    PATIENT_ROOT(
            UID.PatientRootQueryRetrieveInformationModelFind,
            UID.PatientRootQueryRetrieveInformationModelMove,
            UID.PatientRootQueryRetrieveInformationModelGet,
            PATIENT,
            STUDY,
            SERIES,
            IMAGE),
    STUDY_ROOT(
            UID.StudyRootQueryRetrieveInformationModelFind,
            UID.StudyRootQueryRetrieveInformationModelMove,
            UID.StudyRootQueryRetrieveInformationModelGet,
            STUDY,
            SERIES,
            IMAGE),
    /** Retired, and still in the field. */
    PATIENT_STUDY_ONLY(
            UID.PatientStudyOnlyQueryRetrieveInformationModelFind,
            UID.PatientStudyOnlyQueryRetrieveInformationModelMove,
            UID.PatientStudyOnlyQueryRetrieveInformationModelGet,
            PATIENT,
            STUDY),
    /** Retrieval of instances, or frames of them, by their UIDs alone. */
    COMPOSITE_INSTANCE_ROOT(null, UID.CompositeInstanceRootRetrieveMove, UID.CompositeInstanceRootRetrieveGet, IMAGE),
    COMPOSITE_INSTANCE_WITHOUT_BULK_DATA(null, null, UID.CompositeInstanceRetrieveWithoutBulkDataGet, IMAGE),
    MODALITY_WORKLIST(UID.ModalityWorklistInformationModelFind, null, null),
    HANGING_PROTOCOL(
            UID.HangingProtocolInformationModelFind,
            UID.HangingProtocolInformationModelMove,
            UID.HangingProtocolInformationModelGet),
    COLOR_PALETTE(
            UID.ColorPaletteQueryRetrieveInformationModelFind,
            UID.ColorPaletteQueryRetrieveInformationModelMove,
            UID.ColorPaletteQueryRetrieveInformationModelGet),
    GENERIC_IMPLANT_TEMPLATE(
            UID.GenericImplantTemplateInformationModelFind,
            UID.GenericImplantTemplateInformationModelMove,
            UID.GenericImplantTemplateInformationModelGet),
    IMPLANT_ASSEMBLY_TEMPLATE(
            UID.ImplantAssemblyTemplateInformationModelFind,
            UID.ImplantAssemblyTemplateInformationModelMove,
            UID.ImplantAssemblyTemplateInformationModelGet),
    IMPLANT_TEMPLATE_GROUP(
            UID.ImplantTemplateGroupInformationModelFind,
            UID.ImplantTemplateGroupInformationModelMove,
            UID.ImplantTemplateGroupInformationModelGet),
    DEFINED_PROCEDURE_PROTOCOL(
            UID.DefinedProcedureProtocolInformationModelFind,
            UID.DefinedProcedureProtocolInformationModelMove,
            UID.DefinedProcedureProtocolInformationModelGet),
    PROTOCOL_APPROVAL(
            UID.ProtocolApprovalInformationModelFind,
            UID.ProtocolApprovalInformationModelMove,
            UID.ProtocolApprovalInformationModelGet);

    private final String find;
    private final String move;
    private final String get;
    private final List<QueryLevel> levels;

    InformationModel(String find, String move, String get, QueryLevel... levels) {
        this.find = find;
        this.move = move;
        this.get = get;
        this.levels = List.of(levels);
    }

    /** SOP class of C-FIND, or null. */
    public String find() {
        return find;
    }

    /** SOP class of C-MOVE, or null. */
    public String move() {
        return move;
    }

    /** SOP class of C-GET, or null. */
    public String get() {
        return get;
    }

    /** From the root down; empty where identifiers have no Query/Retrieve Level. */
    public List<QueryLevel> levels() {
        return levels;
    }

    /** The model that has this SOP class for one of its operations, or null. */
    public static InformationModel ofSopClass(String uid) {
        for (InformationModel model : values()) {
            if (uid.equals(model.find) || uid.equals(model.move) || uid.equals(model.get)) {
                return model;
            }
        }
        return null;
    }

    /**
     * The model of this name: that of the constant in any case, with or without underscores and hyphens; {@code patient}
     * and {@code study} are short for the roots, {@code worklist} for the modality worklist.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static InformationModel named(String name) {
        String plain = name.strip().toUpperCase(Locale.ROOT).replaceAll("[_ -]", "");
        for (InformationModel model : values()) {
            String constant = model.name().replace("_", "");
            if (constant.equals(plain) || constant.equals(plain + "ROOT") || constant.equals("MODALITY" + plain)) {
                return model;
            }
        }
        throw new IllegalArgumentException("information model " + name
                + " is not known, must be one of patient, study, patientStudyOnly, worklist, compositeInstanceRoot, ...: "
                + List.of(values()));
    }
}
