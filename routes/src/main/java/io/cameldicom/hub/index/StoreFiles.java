package io.cameldicom.hub.index;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The files of studies, series and instances in the store folder. Thread-safe. */
record StoreFiles(Path root) {

    /** A name that cannot lead anywhere else. */
    private static final Pattern UID = Pattern.compile("[0-9A-Za-z]+(\\.[0-9A-Za-z]+)*");

    /**
     * The files an identifier names, in the order of their names.
     *
     * @throws DicomServiceException A900 if it names no study
     */
    List<Path> of(Attributes identifier) throws IOException {
        List<String> studies = uids(identifier, Tag.StudyInstanceUID);
        if (studies.isEmpty()) {
            throw new DicomServiceException(Status.IdentifierDoesNotMatchSOPClass, "(0020,000D) must name the study");
        }
        List<String> series = uids(identifier, Tag.SeriesInstanceUID);
        List<String> instances = uids(identifier, Tag.SOPInstanceUID);
        List<Path> files = new ArrayList<>();
        if (series.isEmpty() && identifier.containsValue(Tag.SeriesInstanceUID)
                || instances.isEmpty() && identifier.containsValue(Tag.SOPInstanceUID)) {
            return files; // names none there can be
        }
        for (String study : studies) {
            for (Path folder : children(root.resolve(study), series)) {
                addFiles(folder, instances, files);
            }
        }
        return files;
    }

    private static List<String> uids(Attributes identifier, int tag) {
        String[] values = identifier.getStrings(tag);
        return values == null
                ? List.of()
                : List.of(values).stream()
                        .filter(value -> UID.matcher(value).matches())
                        .toList();
    }

    private static List<Path> children(Path folder, List<String> names) throws IOException {
        if (!names.isEmpty()) {
            return names.stream()
                    .map(folder::resolve)
                    .filter(Files::isDirectory)
                    .toList();
        }
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
                entries.forEach(children::add);
            }
        }
        Collections.sort(children);
        return children;
    }

    private static void addFiles(Path series, List<String> instances, List<Path> files) throws IOException {
        if (!instances.isEmpty()) {
            for (String instance : instances) {
                Path file = series.resolve(instance + IndexedFile.SUFFIX);
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
            return;
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(series, "*" + IndexedFile.SUFFIX)) {
            entries.forEach(found::add);
        }
        Collections.sort(found);
        files.addAll(found);
    }
}
