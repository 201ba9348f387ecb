package io.cameldicom.dicom.media;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Collects the records of a File-set and writes its DICOMDIR (PS3.3 annex F, PS3.10 8.6). Of each instance only its keys
 * are kept. Not thread-safe.
 */
public final class DicomDirBuilder {

    private static final Pattern FILE_SET_ID = Pattern.compile("[A-Z0-9_]{0,16}");
    private static final int IN_USE = 0xFFFF;
    /** Tag, VR, two bytes reserved, and four of length. */
    private static final int SEQUENCE_HEADER = 12;
    /** Tag and length. */
    private static final int ITEM_HEADER = 8;

    private final String fileSetId;
    private final RecordKeys keys = new RecordKeys();
    private final DirectoryRecord root = new DirectoryRecord(new Attributes());
    private final Map<String, DirectoryRecord> patients = new LinkedHashMap<>();
    private final Map<String, DirectoryRecord> studies = new LinkedHashMap<>();
    private final Map<String, DirectoryRecord> series = new LinkedHashMap<>();
    private final Set<String> instances = new HashSet<>();

    /**
     * @param fileSetId File-set ID (0004,1130): at most 16 of the characters A to Z, 0 to 9 and underscore; may be empty
     * @throws IllegalArgumentException when it is not of this form
     */
    public DicomDirBuilder(String fileSetId) {
        if (!FILE_SET_ID.matcher(fileSetId).matches()) {
            throw new IllegalArgumentException(
                    "A File-set ID has at most 16 of the characters A to Z, 0 to 9 and underscore");
        }
        this.fileSetId = fileSetId;
    }

    /**
     * Adds the record of an instance, and those of its patient, study and series where they are not there yet.
     *
     * @param dataset the instance; what is before its pixel data is enough
     * @param transferSyntaxUid of its file
     * @param fileId where the file is
     * @throws IllegalArgumentException when the file id is not valid, the instance has no UIDs or is
     *     there already, or the standard has no
     *     directory record for its SOP class
     */
    public void add(Attributes dataset, String transferSyntaxUid, FileId fileId) {
        RecordType type = typeOf(dataset);
        if (!fileId.isValid()) {
            throw new IllegalArgumentException("no File ID: its components have at most eight characters of A to Z,"
                    + " 0 to 9 and underscore, and there are at most eight");
        }
        if (!instances.add(dataset.getString(Tag.SOPInstanceUID))) {
            throw new IllegalArgumentException("an instance with this SOP Instance UID is there already");
        }
        DirectoryRecord parent = type.level == 0 ? root : seriesOf(dataset);
        DirectoryRecord record = keys.record(type, dataset, parent.children().size() + 1);
        Attributes attributes = record.attributes();
        attributes.setString(Tag.ReferencedFileID, VR.CS, fileId.components().toArray(String[]::new));
        attributes.setString(Tag.ReferencedSOPClassUIDInFile, VR.UI, dataset.getString(Tag.SOPClassUID));
        attributes.setString(Tag.ReferencedSOPInstanceUIDInFile, VR.UI, dataset.getString(Tag.SOPInstanceUID));
        attributes.setString(Tag.ReferencedTransferSyntaxUIDInFile, VR.UI, transferSyntaxUid);
        parent.add(record);
    }

    private static RecordType typeOf(Attributes dataset) {
        if (!dataset.containsValue(Tag.SOPClassUID) || !dataset.containsValue(Tag.SOPInstanceUID)) {
            throw new IllegalArgumentException("no SOP Class UID (0008,0016) or SOP Instance UID (0008,0018)");
        }
        RecordType type = RecordType.ofSopClass(dataset.getString(Tag.SOPClassUID));
        if (type == null) {
            throw new IllegalArgumentException(
                    "no directory record for SOP class " + UidDictionary.nameOf(dataset.getString(Tag.SOPClassUID)));
        }
        boolean placed = dataset.containsValue(Tag.StudyInstanceUID) && dataset.containsValue(Tag.SeriesInstanceUID);
        if (type.level > 0 && !placed) {
            throw new IllegalArgumentException("no Study Instance UID (0020,000D) or Series Instance UID (0020,000E)");
        }
        return type;
    }

    private DirectoryRecord seriesOf(Attributes dataset) {
        String studyUid = dataset.getString(Tag.StudyInstanceUID);
        DirectoryRecord study = studies.computeIfAbsent(studyUid, uid -> {
            // a study belongs to one patient, so without an ID the study stands for the patient
            String patientKey =
                    dataset.getString(Tag.PatientID, studyUid) + '\\' + dataset.getString(Tag.IssuerOfPatientID, "");
            DirectoryRecord patient =
                    patients.computeIfAbsent(patientKey, key -> child(root, RecordType.PATIENT, dataset));
            return child(patient, RecordType.STUDY, dataset);
        });
        return series.computeIfAbsent(
                studyUid + '\\' + dataset.getString(Tag.SeriesInstanceUID),
                key -> child(study, RecordType.SERIES, dataset));
    }

    private DirectoryRecord child(DirectoryRecord parent, RecordType type, Attributes dataset) {
        DirectoryRecord record = keys.record(type, dataset, parent.children().size() + 1);
        parent.add(record);
        return record;
    }

    /** The types of records that are written, as in Directory Record Type (0004,1430). */
    public static List<String> recordTypes() {
        return Arrays.stream(RecordType.values()).map(RecordType::term).toList();
    }

    /** Instances added. */
    public int instances() {
        return instances.size();
    }

    /** Patients, studies and series added. */
    public String summary() {
        return patients.size() + " patients, " + studies.size() + " studies, " + series.size() + " series, "
                + instances.size() + " instances";
    }

    /** Keys that had to be made up because a directory must have them and an instance has not: how often each. */
    public Map<String, Integer> madeUp() {
        return new TreeMap<>(keys.madeUp());
    }

    /**
     * Writes the DICOMDIR in Explicit VR Little Endian. It replaces one that is there, in one step.
     *
     * @param file named {@code DICOMDIR}, in the folder the file ids start from
     */
    public void writeTo(Path file) throws IOException {
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "DICOMDIR", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                write(out);
            }
            replace(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void replace(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void write(OutputStream target) throws IOException {
        FileMetaInformation meta = FileMetaInformation.of(
                UID.MediaStorageDirectoryStorage, UidGenerator.next(), UID.ExplicitVRLittleEndian);
        Attributes directory = new Attributes();
        directory.setString(Tag.FileSetID, VR.CS, fileSetId);
        directory.setInt(Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, VR.UL, 0);
        directory.setInt(Tag.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity, VR.UL, 0);
        directory.setInt(Tag.FileSetConsistencyFlag, VR.US, 0);
        long firstRecord = meta.toBytes().length + lengthOf(directory) + SEQUENCE_HEADER;
        Map<DirectoryRecord, Long> offsets = new LinkedHashMap<>();
        long end = place(root.children(), firstRecord, offsets);
        if (end > 0xFFFFFFFFL) {
            throw new IOException("A DICOMDIR of " + end + " bytes has no offsets that fit");
        }
        link(directory, root.children(), offsets);
        Sequence records = directory.newSequence(Tag.DirectoryRecordSequence, offsets.size());
        offsets.keySet().forEach(record -> records.add(new Attributes(record.attributes())));
        try (DicomOutputStream out = new DicomOutputStream(target, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            out.writeFileMetaInformation(meta);
            out.writeDataset(directory);
        }
    }

    private static long lengthOf(Attributes attributes) {
        return DicomOutputStream.lengthOf(attributes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Each record before those below it; the offsets have a place of four bytes already. */
    private static long place(List<DirectoryRecord> level, long start, Map<DirectoryRecord, Long> offsets) {
        long offset = start;
        for (DirectoryRecord record : level) {
            Attributes attributes = record.attributes();
            attributes.setInt(Tag.OffsetOfTheNextDirectoryRecord, VR.UL, 0);
            attributes.setInt(Tag.RecordInUseFlag, VR.US, IN_USE);
            attributes.setInt(Tag.OffsetOfReferencedLowerLevelDirectoryEntity, VR.UL, 0);
            offsets.put(record, offset);
            offset = place(record.children(), offset + ITEM_HEADER + lengthOf(attributes), offsets);
        }
        return offset;
    }

    private static void link(Attributes directory, List<DirectoryRecord> roots, Map<DirectoryRecord, Long> offsets) {
        if (!roots.isEmpty()) {
            long first = offsets.get(roots.get(0));
            long last = offsets.get(roots.get(roots.size() - 1));
            directory.setLong(Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, VR.UL, first);
            directory.setLong(Tag.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity, VR.UL, last);
        }
        link(roots, offsets);
    }

    private static void link(List<DirectoryRecord> level, Map<DirectoryRecord, Long> offsets) {
        for (int i = 0; i < level.size(); i++) {
            DirectoryRecord record = level.get(i);
            Attributes attributes = record.attributes();
            if (i + 1 < level.size()) {
                attributes.setLong(Tag.OffsetOfTheNextDirectoryRecord, VR.UL, offsets.get(level.get(i + 1)));
            }
            if (!record.children().isEmpty()) {
                long lower = offsets.get(record.children().get(0));
                attributes.setLong(Tag.OffsetOfReferencedLowerLevelDirectoryEntity, VR.UL, lower);
                link(record.children(), offsets);
            }
        }
    }
}
