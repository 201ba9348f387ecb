package io.cameldicom.component;

import io.cameldicom.dicom.media.DicomDir;
import io.cameldicom.dicom.media.MediaFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Converter;

/**
 * Interchange media in routes. A file DICOMDIR converts to {@link DicomDir}, whose {@code files} a route can split over;
 * as a bean it makes a medium of the files of a folder.
 */
@Converter(generateLoader = true)
public final class DicomMedia {

    @Converter
    public static DicomDir toDicomDir(File file) throws IOException {
        return DicomDir.read(file.toPath());
    }

    @Converter
    public static DicomDir toDicomDir(Path file) throws IOException {
        return DicomDir.read(file);
    }

    /**
     * Copies the DICOM files below a folder to a new one, under names that a medium may have, and writes its DICOMDIR.
     *
     * @param target is made, and must be empty if it is there
     */
    public static MediaFolder.Result copy(String source, String target) throws IOException {
        return MediaFolder.copy(Path.of(source), Path.of(target), "");
    }

    /** Writes the DICOMDIR of the files that are in a folder, and named as on a medium. */
    public static MediaFolder.Result index(String folder) throws IOException {
        return MediaFolder.index(Path.of(folder), "");
    }

    private DicomMedia() {}
}
