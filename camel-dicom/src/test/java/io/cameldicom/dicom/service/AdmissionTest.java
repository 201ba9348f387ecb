package io.cameldicom.dicom.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists that say who may associate. */
class AdmissionTest {
    @ParameterizedTest(name = "{0} contains {1}: {2}")
    @CsvSource({
        "10.1.0.0/16,     10.1.255.3,   true",
        "10.1.0.0/16,     10.2.0.3,     false",
        "10.1.2.128/25,   10.1.2.200,   true",
        "10.1.2.128/25,   10.1.2.100,   false",
        "10.1.2.3,        10.1.2.3,     true",
        "10.1.2.3,        10.1.2.4,     false",
        "0.0.0.0/0,       192.168.1.1,  true",
        "0.0.0.0/0,       ::1,          false",
        "fd00::/8,        fdab::1,      true",
        "fd00::/8,        fe80::1,      false",
        "::1,             ::1,          true",
    })
    void address_range(String range, String address, boolean contained) throws Exception {
        assertEquals(contained, AddressRange.parse(range).contains(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pacs.example.org",
                "10.1.0.0/33",
                "10.1.0.0/-1",
                "10.1.0.0/16/2",
                "10.1.0.0/x",
                "::1/129",
                "1.2.3.4.5"
            })
    void refuses_what_is_no_address_range_naming_it(String range) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(range));

        assertTrue(e.getMessage().contains("'" + range + "'"), e.getMessage());
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "*,      CT1,     true",
        "*,      '',      true",
        "CT?,    CT1,     true",
        "CT?,    CT,      false",
        "CT?,    CT12,    false",
        "CT*,    CT,      true",
        "CT*,    MR_CT,   false",
        "*CT*,   MR_CT_1, true",
        "C*_*1,  CT_A_11, true",
        "C*_*1,  CT_A_12, false",
        "CT1,    ct1,     false",
        "A.C,    ABC,     false",
    })
    void ae_title_pattern(String pattern, String aeTitle, boolean matches) {
        assertEquals(matches, new AeTitlePattern(pattern).matches(aeTitle));
    }

    @ParameterizedTest(name = "{0}: standard {1}, any {2}")
    @CsvSource({
        "1.2.840.10008.5.1.4.1.1.2,     true,  true", // CT Image Storage
        "1.2.840.10008.5.1.4.34.7,      true,  true", // RT Beams Delivery Instruction Storage
        "1.2.840.10008.5.1.4.1.1.99999, false, true", // of an edition to come
        "1.3.12.2.1107.5.9.1,           false, true", // private
        "1.2.840.10008.5.1.4.1.2.2.1,   false, false", // Study Root FIND
        "1.2.840.10008.1.1,             false, false", // Verification
        "1.2.840.10008.9.9.9,           false, false", // of the standard, but unknown
    })
    void storage_sop_class(String uid, boolean standard, boolean any) {
        assertEquals(standard, StorageSopClasses.STANDARD.test(uid));
        assertEquals(any, StorageSopClasses.ANY.test(uid));
    }
}
