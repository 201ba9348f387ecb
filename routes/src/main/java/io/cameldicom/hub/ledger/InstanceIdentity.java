package io.cameldicom.hub.ledger;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Objects;

/**
 * Which instance it is, as far as the ledger can be searched for it. All but the SOP Instance UID may be null: what an
 * earlier record said stays. Patient ID and name go into the database and nowhere else; {@link #toString()} leaves them
 * out. Immutable.
 *
 * @param sopInstanceUid SOP Instance UID (0008,0018)
 * @param sopClassUid SOP Class UID (0008,0016)
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param seriesInstanceUid Series Instance UID (0020,000E)
 * @param modality Modality (0008,0060)
 * @param accessionNumber Accession Number (0008,0050)
 * @param studyDate Study Date (0008,0020) as it is written, YYYYMMDD
 * @param patientId Patient ID (0010,0020)
 * @param patientName Patient's Name (0010,0010)
 */
public record InstanceIdentity(
        String sopInstanceUid,
        String sopClassUid,
        String studyInstanceUid,
        String seriesInstanceUid,
        String modality,
        String accessionNumber,
        String studyDate,
        String patientId,
        String patientName) {

    public InstanceIdentity {
        Objects.requireNonNull(sopInstanceUid, "SOP Instance UID");
    }

    /** Of an object: reads a few elements of its head. */
    public static InstanceIdentity of(DicomObject object) {
        Attributes attributes = object.attributes();
        return new InstanceIdentity(
                object.sopInstanceUid(),
                object.sopClassUid(),
                attributes.getString(Tag.StudyInstanceUID),
                attributes.getString(Tag.SeriesInstanceUID),
                attributes.getString(Tag.Modality),
                attributes.getString(Tag.AccessionNumber),
                attributes.getString(Tag.StudyDate),
                attributes.getString(Tag.PatientID),
                attributes.getString(Tag.PatientName));
    }

    /** Where only UIDs are at hand, such as from the headers of a queued message. */
    public static InstanceIdentity of(String sopInstanceUid, String studyInstanceUid, String seriesInstanceUid) {
        return new InstanceIdentity(
                sopInstanceUid, null, studyInstanceUid, seriesInstanceUid, null, null, null, null, null);
    }

    @Override
    public String toString() {
        return sopInstanceUid;
    }
}
