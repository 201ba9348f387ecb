package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.UID;
import java.util.List;

/** SOP classes of query and retrieve (PS3.4 C.6, K.6), and how their identifiers are encoded. */
public final class QuerySopClasses {
    /** C-FIND with patient root, study root and the retired patient/study only. */
    public static final List<String> FIND = List.of(
            UID.PatientRootQueryRetrieveInformationModelFind,
            UID.StudyRootQueryRetrieveInformationModelFind,
            UID.PatientStudyOnlyQueryRetrieveInformationModelFind);

    /** C-FIND of the modality worklist. */
    public static final List<String> WORKLIST = List.of(UID.ModalityWorklistInformationModelFind);

    /** C-MOVE with patient root, study root and the retired patient/study only. */
    public static final List<String> MOVE = List.of(
            UID.PatientRootQueryRetrieveInformationModelMove,
            UID.StudyRootQueryRetrieveInformationModelMove,
            UID.PatientStudyOnlyQueryRetrieveInformationModelMove);

    /** C-GET with patient root, study root and the retired patient/study only. */
    public static final List<String> GET = List.of(
            UID.PatientRootQueryRetrieveInformationModelGet,
            UID.StudyRootQueryRetrieveInformationModelGet,
            UID.PatientStudyOnlyQueryRetrieveInformationModelGet);

    /**
     * Transfer syntaxes for data sets that are made here and held in memory, the preferred one first: with explicit VRs
     * private attributes keep theirs.
     */
    public static final List<String> TRANSFER_SYNTAXES = List.of(
            UID.ExplicitVRLittleEndian,
            UID.ImplicitVRLittleEndian,
            UID.DeflatedExplicitVRLittleEndian,
            UID.ExplicitVRBigEndian);

    private QuerySopClasses() {}
}
