package io.cameldicom.dicom.media;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of a File-set (PS3.3 annex F): records of patients, studies, series and instances as a tree, and where the
 * files are. What is broken in it is passed over and said in {@link #problems()}.
 */
public final class DicomDir {

    private final Path folder;
    private final Attributes attributes;
    private final List<DirectoryRecord> roots;
    private final List<String> problems;

    DicomDir(Path folder, Attributes attributes, List<DirectoryRecord> roots, List<String> problems) {
        this.folder = folder;
        this.attributes = attributes;
        this.roots = List.copyOf(roots);
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads a DICOMDIR, in whatever transfer syntax it is.
     *
     * @param file the DICOMDIR itself; the files it names are below its folder
     * @throws IOException when it cannot be read, or is no DICOMDIR
     */
    public static DicomDir read(Path file) throws IOException {
        return new DicomDirReader(file).read();
    }

    /** File-set ID (0004,1130), or null. */
    public String fileSetId() {
        return attributes.getString(Tag.FileSetID);
    }

    /** The elements of the DICOMDIR itself, with the records as they stand in it. */
    public Attributes attributes() {
        return attributes;
    }

    /** The records of the root level: patients, and what belongs to no patient. */
    public List<DirectoryRecord> roots() {
        return roots;
    }

    /** All records, each before those below it. */
    public Stream<DirectoryRecord> records() {
        return roots.stream().flatMap(DirectoryRecord::stream);
    }

    /** What was broken: offsets, tags, numbers of records; no values. Empty for a sound one. */
    public List<String> problems() {
        return problems;
    }

    /**
     * The file of a record; empty when the record has none, the file is not there, or its file id leads out of the folder.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    public Optional<Path> fileOf(DirectoryRecord record) {
        FileId fileId = record.fileId();
        try {
            return fileId == null ? Optional.empty() : fileId.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The files of all records, in order; made for a route to split over. A file that is not there is left out:
     * {@link #missing()} has those.
     */
    public List<Path> files() {
        return records().flatMap(record -> fileOf(record).stream()).toList();
    }

    /** The file ids that no file is found for. */
    public List<FileId> missing() {
        List<FileId> missing = new ArrayList<>();
        records()
                .filter(record -> record.fileId() != null && fileOf(record).isEmpty())
                .forEach(record -> missing.add(record.fileId()));
        return missing;
    }

    /** The folder, and how many records there are; no values. */
    @Override
    public String toString() {
        return "DicomDir[" + records().count() + " records in " + folder + "]";
    }
}
