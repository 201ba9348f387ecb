package io.cameldicom.dicom.dict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidDictionaryTest {
    @Test
    void constants_and_dictionary_say_the_same() throws IllegalAccessException {
        for (Field field : UID.class.getFields()) {
            assertEquals(field.get(null), UidDictionary.forKeyword(field.getName()));
            assertEquals(field.getName(), UidDictionary.keywordOf((String) field.get(null)));
        }
        assertEquals(496, UidDictionary.all().size());
    }

    @Test
    void an_unknown_uid_stands_for_itself() {
        assertEquals("CT Image Storage", UidDictionary.nameOf(UID.CTImageStorage));
        assertEquals("1.2.3", UidDictionary.nameOf("1.2.3"));
        assertEquals("1.2.3", UidDictionary.keywordOf("1.2.3"));
        assertNull(UidDictionary.get("1.2.3"));
        assertNull(UidDictionary.forKeyword("NoSuchThing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CTImageStorage",
                "EncapsulatedPDFStorage",
                "UltrasoundImageStorageRetired",
                "TextSRStorageTrial",
                "ColorPaletteStorage",
                "StoredPrintStorage",
                "DigitalXRayImageStorageForProcessing",
                "DICOSDigitalXRayImageStorageForPresentation"
            })
    void storage_classes_are_those_sent_by_c_store(String keyword) {
        assertTrue(UidDictionary.isStorageSopClass(UidDictionary.forKeyword(keyword)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Verification",
                "MediaStorageDirectoryStorage",
                "StorageCommitmentPushModel",
                "StudyRootQueryRetrieveInformationModelFind",
                "ExplicitVRLittleEndian"
            })
    void other_uids_are_no_storage_classes(String keyword) {
        assertFalse(UidDictionary.isStorageSopClass(UidDictionary.forKeyword(keyword)));
        assertFalse(UidDictionary.isStorageSopClass("1.2.3"));
    }

    @Test
    void sop_classes_are_listed_by_service() {
        assertEquals(183, UidDictionary.ofService("storage").size());
        assertTrue(UidDictionary.ofService("qr").contains(UID.StudyRootQueryRetrieveInformationModelFind));
        assertTrue(UidDictionary.ofService("no-such-service").isEmpty());
    }

    @Test
    void names_the_nearest_keyword_of_a_misspelt_one() {
        assertEquals("CTImageStorage", UidDictionary.nearest("CtImageStorrage").get(0));
    }
}
