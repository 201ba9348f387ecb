package io.cameldicom.dicom.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeyedHashTest {
    private final KeyedHash hash = new KeyedHash("a key nobody can guess");

    @Test
    void the_same_value_has_the_same_pseudonym_under_the_same_key_only() {
        KeyedHash same = new KeyedHash("a key nobody can guess");
        KeyedHash other = new KeyedHash("another key of the like");
        assertEquals(hash.hex("0042", 16), same.hex("0042", 16));
        assertNotEquals(hash.hex("0042", 16), other.hex("0042", 16));
        assertNotEquals(hash.hex("0042", 16), hash.hex("0043", 16));
        assertTrue(hash.hex("0042", 16).matches("[0-9A-F]{16}"));
    }

    @Test
    void a_uid_becomes_that_of_a_uuid() {
        String uid = hash.uid("1.2.840.113619.2.55.3");
        assertTrue(uid.matches("2\\.25\\.[1-9][0-9]{35,38}"), uid);
        assertTrue(uid.length() <= 44);
        assertEquals(uid, hash.uid("1.2.840.113619.2.55.3"));
        assertNotEquals(uid, hash.uid("1.2.840.113619.2.55.4"));
    }

    @Test
    void days_are_within_the_limit() {
        for (int patient = 0; patient < 1000; patient++) {
            int days = hash.days(String.valueOf(patient), 7);
            assertTrue(days >= 1 && days <= 7);
        }
    }

    @Test
    void a_short_key_is_refused_and_not_shown() {
        var e = assertThrows(IllegalArgumentException.class, () -> new KeyedHash("secret"));
        assertTrue(!e.getMessage().contains("secret"));
    }
}
