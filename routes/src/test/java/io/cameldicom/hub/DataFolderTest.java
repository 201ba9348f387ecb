package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temp;

    @Test
    void second_hub_on_the_same_data_is_refused_until_the_first_has_gone() throws Exception {
        Path data = temp.resolve("data");
        try (DataFolder first = DataFolder.open(data)) {
            HubException e = assertThrows(HubException.class, () -> DataFolder.open(data));
            assertTrue(e.getMessage().startsWith("Another hub works in " + data), e.getMessage());
        }
        DataFolder.open(data).close();
    }

    @Test
    void folder_that_cannot_be_made_is_named() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");

        HubException e = assertThrows(HubException.class, () -> DataFolder.open(file.resolve("data")));

        assertTrue(e.getMessage().contains(file.resolve("data").toString()), e.getMessage());
    }
}
