package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class InstancePathTest {

    private static final String LONGEST = "1." + "2".repeat(62);

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2.840.10008.1", "2.25.123456789", "1.02.3", "0.0"})
    void uid_is_a_name(String uid) {
        assertTrue(InstancePath.isName(uid));
        assertTrue(InstancePath.isName(LONGEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".", "..", "../etc", "1..2", ".1", "1.", "1/2", "1\\2", "/1", "1 ", " 1", "1\0", "a.b", "1.2.x", "１.２",
                "C:1", "1.2\n3"
            })
    void anything_else_is_refused_in_each_place(String uid) {
        assertThrows(IllegalArgumentException.class, () -> new InstancePath(uid, "1", "1"));
        assertThrows(IllegalArgumentException.class, () -> new InstancePath("1", uid, "1"));
        assertThrows(IllegalArgumentException.class, () -> new InstancePath("1", "1", uid));
    }

    @Test
    void uid_of_65_characters_is_refused() {
        assertFalse(InstancePath.isName(LONGEST + "2"));
    }

    @Test
    void refusal_says_which_uid_and_not_what_it_was() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new InstancePath("1", "../x", "1"));

        assertEquals("Series Instance UID is not a UID", e.getMessage());
    }

    @Test
    void object_without_study_and_series_has_a_place_that_no_uid_can_take() {
        assertEquals(Path.of("store/none/none"), new InstancePath(null, "", "1.3").folder(Path.of("store")));
        assertFalse(InstancePath.isName("none"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void instance_without_uid_is_refused(String uid) {
        assertThrows(IllegalArgumentException.class, () -> new InstancePath("1", "1", uid));
    }

    @Test
    void path_is_study_series_instance() {
        InstancePath path = new InstancePath("1.1", "1.2", "1.3");

        assertEquals(Path.of("store/1.1/1.2"), path.folder(Path.of("store")));
        assertEquals("1.3.dcm", path.fileName());
    }
}
