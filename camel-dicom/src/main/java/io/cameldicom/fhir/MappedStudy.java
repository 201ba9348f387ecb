package io.cameldicom.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** The resources a study became. Those are HAPI's, which are mutable; not thread-safe. */
public final class MappedStudy {

    private final String studyInstanceUid;
    private final ImagingStudy imagingStudy;
    private final Patient patient;
    private final Endpoint endpoint;
    private final FhirOptions options;
    private final List<SkippedValue> skipped;
    private final ImagingStudy stored;

    private MappedStudy(
            String studyInstanceUid,
            ImagingStudy imagingStudy,
            Patient patient,
            Endpoint endpoint,
            FhirOptions options,
            List<SkippedValue> skipped,
            ImagingStudy stored) {
        this.studyInstanceUid = studyInstanceUid;
        this.imagingStudy = imagingStudy;
        this.patient = patient;
        this.endpoint = endpoint;
        this.options = options;
        this.skipped = skipped;
        this.stored = stored;
    }

    static MappedStudy of(
            String studyInstanceUid,
            ImagingStudy imagingStudy,
            Patient patient,
            FhirOptions options,
            List<SkippedValue> skipped) {
        Endpoint endpoint = EndpointResources.endpoint(options);
        if (endpoint != null) {
            imagingStudy.addEndpoint(new Reference(EndpointResources.fullUrl(endpoint))
                    .setType("Endpoint")
                    .setIdentifier(endpoint.getIdentifierFirstRep().copy()));
        }
        return new MappedStudy(studyInstanceUid, imagingStudy, patient, endpoint, options, skipped, null);
    }

    public String studyInstanceUid() {
        return studyInstanceUid;
    }

    /** As it is in {@link #transaction()}: subject and endpoint are references to its other entries, and identifiers. */
    public ImagingStudy imagingStudy() {
        return imagingStudy;
    }

    /** A copy that stands alone: subject and endpoint are named by identifier only. */
    public ImagingStudy standaloneImagingStudy() {
        ImagingStudy alone = imagingStudy.copy();
        alone.getSubject().setReference(null);
        alone.getEndpoint().forEach(reference -> reference.setReference(null));
        return alone;
    }

    public Patient patient() {
        return patient;
    }

    /** Where the images are; null if no address is configured. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Optional elements whose values could not be used, each once. */
    public List<SkippedValue> skipped() {
        return skipped;
    }

    /**
     * These resources for a server that has the study already: ImagingStudy joined with the server's, to be updated only
     * as long as that is the same version. What others wrote there stays.
     *
     * @param stored what the server has; if it has none, nothing is joined
     * @throws StudyConflictException if the server's study is of another patient
     */
    public MappedStudy merge(StoredStudy stored) {
        if (stored.resource() == null) {
            return this;
        }
        ImagingStudy merged = StudyMerge.merge(stored.resource(), imagingStudy);
        return new MappedStudy(studyInstanceUid, merged, patient, endpoint, options, skipped, stored.resource());
    }

    /** Whether a merge has shown that the server has all of this. */
    public boolean isUnchanged() {
        return stored != null && StudyMerge.isSame(stored, imagingStudy);
    }

    /** What was merged with; null if nothing. */
    ImagingStudy stored() {
        return stored;
    }

    /**
     * One transaction that makes or changes all of them. Sent twice it changes nothing: Patient and Endpoint are made
     * where there are none, ImagingStudy is put by its identifier, and every id in it comes of the study's UIDs.
     */
    public Bundle transaction() {
        return StudyTransaction.of(this, options);
    }
}
