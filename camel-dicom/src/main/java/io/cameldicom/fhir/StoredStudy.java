package io.cameldicom.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ImagingStudy;

/**
 * What a FHIR server has of a study already: for updates that are refused when somebody else was faster.
 *
 * @param resource the server's; null if it has none
 */
public record StoredStudy(ImagingStudy resource) {

    /**
     * The one resource of a search by identifier.
     *
     * @throws IllegalArgumentException if there are several: which one is meant, nobody can tell
     */
    public static StoredStudy of(Bundle searchSet) {
        List<ImagingStudy> matches = searchSet.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(ImagingStudy.class::isInstance)
                .map(ImagingStudy.class::cast)
                .toList();
        if (matches.size() > 1) {
            throw new IllegalArgumentException(
                    "the server has " + matches.size() + " ImagingStudy resources of one study: remove all but one");
        }
        return new StoredStudy(matches.isEmpty() ? null : matches.get(0));
    }

    /**
     * @param json a search's Bundle, or the ImagingStudy
     * @throws IllegalArgumentException if it is none of these
     */
    public static StoredStudy of(String json) {
        return FhirJson.decode(json) instanceof Bundle searchSet
                ? of(searchSet)
                : new StoredStudy(FhirJson.decode(ImagingStudy.class, json));
    }
}
