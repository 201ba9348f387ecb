package io.cameldicom.dicom.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileIdTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"A", "DICOM/IM_00001", "A/B/C/D/E/F/G/H"})
    void up_to_eight_components_of_up_to_eight_characters_are_valid(String fileId) {
        assertTrue(id(fileId).isValid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "IM000001.DCM", "DICOM/IM0000001", "A/B/C/D/E/F/G/H/I", "A B", ""})
    void others_are_not(String fileId) {
        assertFalse(id(fileId).isValid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dicom/im1", "DICOM/IM1", "Dicom/IM1;1", "DICOM/IM1.;1"})
    void a_file_is_found_as_operating_systems_show_it(String shown) throws IOException {
        Path file = folder.resolve(shown);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        assertEquals(Optional.of(file), id("DICOM/IM1").in(folder));
    }

    @Test
    void nothing_outside_the_folder_is_found() throws IOException {
        Path outside = Files.createFile(folder.resolve("SECRET"));
        Path inside = Files.createDirectories(folder.resolve("CD"));
        Files.createSymbolicLink(inside.resolve("LINK"), outside);
        Files.createSymbolicLink(inside.resolve("UP"), folder);
        Files.createDirectory(inside.resolve("DIR"));
        for (List<String> components : List.of(
                List.of("..", "SECRET"),
                List.of("DIR", "..", "..", "SECRET"),
                List.of("../SECRET"),
                List.of("..\\SECRET"),
                List.of(outside.toString()),
                List.of("LINK"),
                List.of("UP", "SECRET"),
                List.of("DIR"),
                List.of(""),
                List.of(".", "DIR"),
                List.of("C:SECRET"),
                List.of("DIR", "NONE", "X"))) {
            assertEquals(Optional.empty(), new FileId(components).in(inside), components.toString());
        }
    }

    private static FileId id(String components) {
        return new FileId(List.of(components.split("/")));
    }
}
