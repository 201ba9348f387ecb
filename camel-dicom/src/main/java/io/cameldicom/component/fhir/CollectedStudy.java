package io.cameldicom.component.fhir;

import io.cameldicom.fhir.DicomStudy;
import java.util.Set;

/**
 * A study that has objects nobody was told of yet.
 *
 * @param studyInstanceUid its UID
 * @param study its objects, those that still come included
 * @param sources AE titles that sent objects
 * @param quietNanos since when no object came
 * @param ageNanos since when there are objects nobody was told of
 * @param delivering whether an earlier state of it is still on its way
 */
record CollectedStudy(
        String studyInstanceUid,
        DicomStudy study,
        Set<String> sources,
        long quietNanos,
        long ageNanos,
        boolean delivering) {}
