package io.cameldicom.dicom.dict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class UidGeneratorTest {

    @Test
    void uuid_is_one_decimal_number_below_2_25() {
        // the example of PS3.5 B.2
        UUID uuid = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

        assertEquals("2.25.329800735698586629295641978511506172918", UidGenerator.of(uuid));
    }

    @Test
    void uid_is_valid_and_never_the_same() {
        String uid = UidGenerator.next();

        assertTrue(uid.matches("2\\.25\\.(0|[1-9][0-9]{0,38})"), uid);
        assertNotEquals(uid, UidGenerator.next());
    }
}
