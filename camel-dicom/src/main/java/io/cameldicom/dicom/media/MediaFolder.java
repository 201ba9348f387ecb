package io.cameldicom.dicom.media;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.BulkDataPolicy;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.io.ElementStop;
import io.cameldicom.dicom.io.FileMetaInformation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder that becomes an interchange medium (PS3.10 section 8, PS3.11 annex D): files with File IDs, and their DICOMDIR.
 * The General Purpose profiles of PS3.11 want files in Explicit VR Little Endian; others are taken and
 * {@link Result#otherSyntaxes counted}.
 */
public final class MediaFolder {

    /** The name of the directory, PS3.10 8.6. */
    public static final String DICOMDIR = "DICOMDIR";

    private static final String DICOM_FOLDER = "DICOM";

    /** Longer values are not read: none of them is a key. */
    private static final int LONGEST_VALUE = 64 * 1024;

    /**
     * What became of the files.
     *
     * @param directory the DICOMDIR written
     * @param summary how many patients, studies, series and instances are in it
     * @param skipped the files left out, each with the reason; no values
     * @param otherSyntaxes instances that are not in Explicit VR Little Endian
     * @param madeUp keys a record must have and an instance had not, with how often
     */
    public record Result(
            Path directory, String summary, List<String> skipped, int otherSyntaxes, Map<String, Integer> madeUp) {}

    private final Path folder;
    private final DicomDirBuilder builder;
    private final List<String> skipped = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int otherSyntaxes;

    private MediaFolder(Path folder, String fileSetId) {
        this.folder = folder;
        this.builder = new DicomDirBuilder(fileSetId);
    }

    /**
     * Writes the DICOMDIR of the files that are in the folder and the folders below it. Files whose names are no File IDs
     * are left out, as are those that are not DICOM.
     *
     * @param fileSetId see {@link DicomDirBuilder#DicomDirBuilder}
     */
    public static Result index(Path folder, String fileSetId) throws IOException {
        MediaFolder media = new MediaFolder(folder, fileSetId);
        media.forEachFile(
                folder,
                (file, dataset, syntax) -> media.builder.add(dataset, syntax, FileId.of(folder.relativize(file))));
        return media.finish();
    }

    /**
     * Copies the DICOM files of a folder and the folders below it to a new folder, under names that are File IDs, and
     * writes the DICOMDIR there.
     *
     * @param target is made; must be empty if it is there, and not below the source
     * @param fileSetId see {@link DicomDirBuilder#DicomDirBuilder}
     */
    public static Result copy(Path source, Path target, String fileSetId) throws IOException {
        if (target.toAbsolutePath()
                .normalize()
                .startsWith(source.toAbsolutePath().normalize())) {
            throw new IOException(target + " is within " + source + ": a copy would copy itself");
        }
        Files.createDirectories(target);
        try (Stream<Path> there = Files.list(target)) {
            if (there.findAny().isPresent()) {
                throw new IOException(target + " is not empty");
            }
        }
        MediaFolder media = new MediaFolder(target, fileSetId);
        media.forEachFile(source, media::copy);
        return media.finish();
    }

    private interface Step {
        void take(Path file, Attributes dataset, String transferSyntaxUid) throws IOException;
    }

    private void forEachFile(Path start, Step step) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(start)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            try {
                take(file, step);
            } catch (DicomParseException | IllegalArgumentException e) {
                skipped.add(start.relativize(file) + ": " + e.getMessage());
            }
        }
    }

    private void take(Path file, Step step) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file)) {
            in.setBulkDataPolicy(BulkDataPolicy.above(LONGEST_VALUE, file));
            FileMetaInformation meta = in.fileMetaInformation();
            if (meta == null) {
                throw new IllegalArgumentException("no file meta information, which files on media must have");
            }
            if (UID.MediaStorageDirectoryStorage.equals(meta.mediaStorageSopClassUid())) {
                return;
            }
            Attributes dataset = in.readDataset(ElementStop.PIXEL_DATA);
            String syntax = in.labelledTransferSyntax().uid();
            step.take(file, dataset, syntax);
            if (!UID.ExplicitVRLittleEndian.equals(syntax)) {
                otherSyntaxes++;
            }
        }
    }

    private void copy(Path file, Attributes dataset, String syntax) throws IOException {
        FileId fileId = nextFileId(dataset);
        builder.add(dataset, syntax, fileId);
        Path copy = folder.resolve(String.join(File.separator, fileId.components()));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
    }

    /** Says nothing of the patient: numbers below patient, study and series. */
    private FileId nextFileId(Attributes dataset) {
        String study = dataset.getString(Tag.StudyInstanceUID, "");
        String patient = dataset.getString(Tag.PatientID, study);
        String series = study + '\\' + dataset.getString(Tag.SeriesInstanceUID, "");
        int patientNumber = number("P", patient);
        int studyNumber = number("S" + patientNumber, study);
        int seriesNumber = number("R" + patientNumber + '/' + studyNumber, series);
        int instance = numbers.merge("I\\" + series, 1, Integer::sum);
        return new FileId(List.of(
                DICOM_FOLDER,
                String.format("PAT%05d", patientNumber),
                String.format("STU%05d", studyNumber),
                String.format("SER%05d", seriesNumber),
                String.format("I%07d", instance)));
    }

    private int number(String counter, String key) {
        Integer known = numbers.get(counter + '\\' + key);
        if (known != null) {
            return known;
        }
        int next = numbers.merge(counter, 1, Integer::sum);
        numbers.put(counter + '\\' + key, next);
        return next;
    }

    private Result finish() throws IOException {
        Path directory = folder.resolve(DICOMDIR);
        builder.writeTo(directory);
        return new Result(directory, builder.summary(), List.copyOf(skipped), otherSyntaxes, builder.madeUp());
    }
}
