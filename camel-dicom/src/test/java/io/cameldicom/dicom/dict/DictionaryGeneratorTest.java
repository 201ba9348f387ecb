package io.cameldicom.dicom.dict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DictionaryGeneratorTest {
    private static final String REMEDY =
            " differs from what DictionaryGenerator makes of src/test/resources/dictionary:"
                    + " run it as ORIGIN.md there says";

    @Test
    void what_is_committed_is_what_the_generator_makes() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        for (Map.Entry<String, byte[]> file :
                new DictionaryGenerator(module).files().entrySet()) {
            byte[] committed = Files.readAllBytes(module.resolve(file.getKey()));
            if (file.getKey().endsWith(".java")) {
                assertEquals(text(file.getValue()), text(committed), file.getKey() + REMEDY);
            } else {
                assertArrayEquals(file.getValue(), committed, file.getKey() + REMEDY);
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
