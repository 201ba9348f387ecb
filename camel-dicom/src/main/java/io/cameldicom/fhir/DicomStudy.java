package io.cameldicom.fhir;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.fhir.Header.PatientKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The headers of the objects of one study, of one patient. Which objects it has counts, not in which order they came:
 * the same objects are the same ImagingStudy. Bounded: see {@link Limits}. Thread-safe.
 */
public final class DicomStudy {

    /**
     * What a study may have at most.
     *
     * @param instances number of objects
     * @param bytes of memory for their headers, roughly
     */
    public record Limits(int instances, long bytes) {

        /** 100,000 objects, 64 MiB. */
        public static final Limits DEFAULT = new Limits(100_000, 64L << 20);
    }

    private final Limits limits;
    private final Map<String, InstanceHeader> instances = new LinkedHashMap<>();
    /** Equal headers are kept once. */
    private final Map<Header, Header> headers = new HashMap<>();

    private long bytes;
    /** Whose study it is; unidentified until an object has a Patient ID. */
    private PatientKey patient;
    /** Of the first object: what is left of a study that has none any more. */
    private InstanceHeader first;

    public DicomStudy() {
        this(Limits.DEFAULT);
    }

    public DicomStudy(Limits limits) {
        this.limits = limits;
    }

    /** A study of one object. */
    public static DicomStudy of(Attributes dataSet) {
        DicomStudy study = new DicomStudy();
        study.add(InstanceHeader.of(dataSet));
        return study;
    }

    /**
     * Adds an object, or puts it in the place of one with its SOP Instance UID.
     *
     * @return false if that changes nothing: the same object with the same header is there
     * @throws StudyConflictException if the object is of another patient, was in another series, or is one too many
     * @throws IllegalArgumentException if it is of another study
     */
    public synchronized boolean add(InstanceHeader instance) {
        InstanceHeader known = instances.get(instance.sopInstanceUid());
        if (instance.equals(known)) {
            return false;
        }
        requireFitting(instance, known);
        Header shared = headers.putIfAbsent(instance.header(), instance.header());
        long weight = instance.weight() + (shared == null ? instance.header().encoded().length * 3L : 0);
        if (instances.size() >= limits.instances() && known == null || bytes + weight > limits.bytes()) {
            if (shared == null) {
                headers.remove(instance.header());
            }
            throw new StudyConflictException(StudyConflictException.Reason.SIZE);
        }
        bytes += weight;
        InstanceHeader kept = instance.sharing(shared == null ? instance.header() : shared);
        instances.put(kept.sopInstanceUid(), kept);
        first = first == null ? kept : first;
        if (patient == null || patient.isUnidentified()) {
            patient = kept.header().patient();
        }
        return true;
    }

    private void requireFitting(InstanceHeader instance, InstanceHeader known) {
        if (first != null && !first.studyInstanceUid().equals(instance.studyInstanceUid())) {
            throw new IllegalArgumentException("an object of another study");
        }
        PatientKey other = instance.header().patient();
        if (patient != null && !patient.isUnidentified() && !other.isUnidentified() && !patient.equals(other)) {
            throw new StudyConflictException(StudyConflictException.Reason.PATIENT);
        }
        if (known != null && !known.seriesInstanceUid().equals(instance.seriesInstanceUid())) {
            throw new StudyConflictException(StudyConflictException.Reason.UID);
        }
    }

    /**
     * Takes an object away.
     *
     * @return false if it is not there
     */
    public synchronized boolean remove(String sopInstanceUid) {
        return instances.remove(sopInstanceUid) != null;
    }

    /** A copy that later changes are not seen in. */
    public synchronized DicomStudy snapshot() {
        DicomStudy copy = new DicomStudy(limits);
        copy.instances.putAll(instances);
        copy.headers.putAll(headers);
        copy.bytes = bytes;
        copy.patient = patient;
        copy.first = first;
        return copy;
    }

    /**
     * Study Instance UID.
     *
     * @throws IllegalStateException if there never was an object
     */
    public synchronized String studyInstanceUid() {
        return first().studyInstanceUid();
    }

    /** Number of objects. */
    public synchronized int size() {
        return instances.size();
    }

    /** The objects, in no order that means anything. */
    public synchronized Collection<InstanceHeader> instances() {
        return List.copyOf(instances.values());
    }

    public synchronized boolean contains(String sopInstanceUid) {
        return instances.containsKey(sopInstanceUid);
    }

    synchronized InstanceHeader first() {
        if (first == null) {
            throw new IllegalStateException("a study without any object");
        }
        return first;
    }

    /** UIDs and numbers only. */
    @Override
    public synchronized String toString() {
        return "DicomStudy[" + (first == null ? "" : first.studyInstanceUid() + ", ") + instances.size()
                + " instances]";
    }
}
