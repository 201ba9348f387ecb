package io.cameldicom.component.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.deid.KeyedHash;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditScriptTest {
    private static final KeyedHash HASH = new KeyedHash("a key nobody can guess");

    @Test
    void sets_values_of_every_kind() {
        Attributes object = edited(
                """
                set InstitutionName 'Example Hospital'
                set ImageType 'DERIVED', 'SECONDARY'
                set Rows 512; set SliceThickness 1.5
                set PatientComments ''
                set (0009,xx"ACME",01) as LO 'private'
                """);
        assertEquals("Example Hospital", object.getString(Tag.InstitutionName));
        assertArrayEquals(new String[] {"DERIVED", "SECONDARY"}, object.getStrings(Tag.ImageType));
        assertEquals(512, object.getInt(Tag.Rows, 0));
        assertEquals(VR.US, object.getVR(Tag.Rows));
        assertEquals("1.5", object.getString(Tag.SliceThickness));
        assertTrue(object.contains(Tag.PatientComments) && !object.containsValue(Tag.PatientComments));
        assertEquals("private", object.getString("ACME", 0x00090001));
    }

    @Test
    void a_default_leaves_alone_what_has_a_value() {
        Attributes object = edited("default Modality 'OT'; default AccessionNumber 'NONE'; default Laterality 'L'");
        assertEquals("CT", object.getString(Tag.Modality));
        assertEquals("NONE", object.getString(Tag.AccessionNumber));
        assertEquals("L", object.getString(Tag.Laterality));
    }

    @Test
    void copies_values_and_nothing_where_there_is_none() {
        Attributes object = edited(
                """
                copy PatientID to StudyID
                copy ImageType[1] to SeriesDescription
                copy RequestAttributesSequence[0].RequestedProcedureID to AccessionNumber
                copy Laterality to PatientID
                """);
        assertEquals("0042", object.getString(Tag.StudyID));
        assertEquals("PRIMARY", object.getString(Tag.SeriesDescription));
        assertEquals("RP1", object.getString(Tag.AccessionNumber));
        assertEquals("0042", object.getString(Tag.PatientID));
    }

    @Test
    void removes_attributes_sequences_and_what_is_private() {
        Attributes object = edited("remove PatientID; remove RequestAttributesSequence; remove private");
        assertFalse(object.contains(Tag.PatientID));
        assertFalse(object.contains(Tag.RequestAttributesSequence));
        assertFalse(object.contains(0x00090010));
        assertFalse(object.contains(0x00091002));
        assertEquals("CT", object.getString(Tag.Modality));
    }

    @Test
    void goes_into_items() {
        Attributes object = edited(
                """
                set RequestAttributesSequence.RequestedProcedureDescription 'all'
                set RequestAttributesSequence[1].ScheduledProcedureStepID 'second'
                set RequestAttributesSequence[2].RequestedProcedureID 'new'
                set ReferencedStudySequence[0].ReferencedSOPInstanceUID '1.2.3'
                set ReferencedPatientSequence[1].ReferencedSOPInstanceUID '1.2.3'
                remove RequestAttributesSequence[0].RequestedProcedureID
                """);
        Sequence items = object.getSequence(Tag.RequestAttributesSequence);
        assertEquals(3, items.size());
        assertEquals("all", items.get(0).getString(Tag.RequestedProcedureDescription));
        assertEquals("all", items.get(1).getString(Tag.RequestedProcedureDescription));
        assertNull(items.get(0).getString(Tag.ScheduledProcedureStepID));
        assertEquals("second", items.get(1).getString(Tag.ScheduledProcedureStepID));
        assertEquals("new", items.get(2).getString(Tag.RequestedProcedureID));
        assertFalse(items.get(0).contains(Tag.RequestedProcedureID));
        assertEquals(
                "1.2.3", object.getNestedDataset(Tag.ReferencedStudySequence).getString(Tag.ReferencedSOPInstanceUID));
        assertNull(object.getSequence(Tag.ReferencedPatientSequence));
    }

    @Test
    void hashes_the_same_value_to_the_same_hash() {
        Attributes object = edited("hash PatientID; hash StudyInstanceUID; hash AccessionNumber");
        assertEquals(HASH.hex("0042", 32), object.getString(Tag.PatientID));
        assertEquals(HASH.uid("1.2.3"), object.getString(Tag.StudyInstanceUID));
        assertFalse(object.containsValue(Tag.AccessionNumber));
    }

    @Test
    void shifts_all_dates_and_keeps_their_distances() {
        Attributes object = edited("shift dates by -30 days");
        assertEquals("20261023", object.getString(Tag.StudyDate));
        assertEquals("100000", object.getString(Tag.StudyTime));
        assertEquals("20261023100000+0100", object.getString(Tag.AcquisitionDateTime));
        Attributes item = object.getNestedDataset(Tag.RequestAttributesSequence);
        assertEquals("20261022", item.getString(Tag.ScheduledProcedureStepStartDate));
        assertTrue(object.contains(Tag.PatientBirthDate) && !object.containsValue(Tag.PatientBirthDate));
    }

    @Test
    void shifts_one_date() {
        Attributes object = edited("shift StudyDate by 1 days");
        assertEquals("20261123", object.getString(Tag.StudyDate));
        assertEquals("20261122100000+0100", object.getString(Tag.AcquisitionDateTime));
    }

    @Test
    void maps_values_by_a_table() {
        Attributes object =
                edited("map Modality 'CT' to 'OT', 'MR' to 'CT'; map ImageType 'PRIMARY' to 'SECONDARY' else 'X'");
        assertEquals("OT", object.getString(Tag.Modality));
        assertArrayEquals(new String[] {"X", "SECONDARY", "X"}, object.getStrings(Tag.ImageType));
        assertEquals("CHEST", edited("map BodyPartExamined from 'table'").getString(Tag.BodyPartExamined));
    }

    @Test
    void replaces_by_regular_expressions() {
        Attributes object =
                edited("replace StudyDescription '(\\w+) (\\w+)' with '$2-$1'; replace PatientID '^0+' with ''");
        assertEquals("ANGIO-CT", object.getString(Tag.StudyDescription));
        assertEquals("42", object.getString(Tag.PatientID));
    }

    @Test
    void raises_the_character_set_where_a_text_does_not_fit() {
        Attributes object = object();
        object.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        object.setString(Tag.PatientName, VR.PN, "Müller");
        object.getNestedDataset(Tag.RequestAttributesSequence)
                .setString(Tag.RequestedProcedureDescription, VR.LO, "Schädel");
        script("set RequestAttributesSequence[0].RequestedProcedureID '山'").apply(object, null);
        assertEquals("ISO_IR 192", object.getString(Tag.SpecificCharacterSet));
        assertEquals("Müller", object.getString(Tag.PatientName));
        Attributes item = object.getNestedDataset(Tag.RequestAttributesSequence);
        assertEquals("Schädel", item.getString(Tag.RequestedProcedureDescription));
        assertEquals("山", item.getString(Tag.RequestedProcedureID));
    }

    @Test
    void changes_the_character_set_when_told_so() {
        Attributes object = object();
        object.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        object.setString(Tag.PatientName, VR.PN, "Müller");
        script("set SpecificCharacterSet 'ISO_IR 192'").apply(object, null);
        assertEquals("Müller", object.getString(Tag.PatientName));
        assertEquals(8, object.getBytes(Tag.PatientName).length);
    }

    @Test
    void remembers_what_changed_unless_it_is_hidden() {
        Attributes object = object();
        Edit edit = script(
                        """
                        set InstitutionName 'X'
                        set PatientName 'First'
                        hash PatientName
                        default Modality 'OT'
                        map StudyDescription 'nothing' to 'fits'
                        remove Laterality
                        set RequestAttributesSequence[0].RequestedProcedureID 'A'
                        """)
                .apply(object, null);
        assertEquals(Set.of(Tag.InstitutionName, Tag.RequestAttributesSequence), edit.recordable());
    }

    @Test
    void a_value_that_breaks_the_rules_of_its_vr_is_refused_without_being_shown() {
        Attributes object = object();
        object.setString(Tag.StudyDescription, VR.LO, "confidential description of many characters");
        EditScript script = script("copy StudyDescription to AccessionNumber");
        var e = assertThrows(IllegalArgumentException.class, () -> script.apply(object, null));
        assertEquals("(0008,0050) SH: a value of more than 16 characters", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "paint Modality 'CT' | Expected set, default, copy, remove, hash, shift, map or replace, found 'paint'",
                "set Modalty 'CT' | No DICOM keyword 'Modalty'; did you mean Modality?",
                "set Modality 'c/t' | (0008,0060) CS: a value that is not of the form of CS",
                "set AccessionNumber '12345678901234567' | (0008,0050) SH: a value of more than 16 characters",
                "set StudyDate '2026-11-22' | (0008,0020) DA: a value that is not of the form of DA",
                "set Rows 'many' | (0028,0010)",
                "set (0009,xx\"ACME\",01) 'x' | say its VR, such as as LO",
                "set (0009,xx\"ACME\",01) as XX 'x' | 'XX' is no VR",
                "set ImageType[1] 'X' | leave out the last index",
                "set PixelData 'X' | cannot be edited",
                "remove PixelData | cannot be edited",
                "set RequestAttributesSequence 'X' | can only be removed",
                "set Modality | Expected a value in quotes or a number, found the end",
                "copy PatientID StudyID | Expected 'to', found 'StudyID'",
                "hash StudyDate | A DA cannot be a hash",
                "shift PatientID by 3 days | Only dates (DA, DT) can be shifted",
                "shift dates by 1.5 days | whole number of days",
                "map Modality 'A' 'B' | Expected 'to', found 'B'",
                "map Modality from 'broken' | Line 1 of the table is not two columns",
                "replace PatientID '(' with '' | No regular expression: Unclosed group",
                "replace PatientID '(a)' with '$2' | stands for a group, $0 to $1",
                "remove SpecificCharacterSet | can only be set",
                "set Modality 'CT' 'MR' | Expected the end of the step, found 'MR'",
                "# nothing | There is no step"
            })
    void says_which_step_is_wrong_and_why(String steps, String problem) {
        var e = assertThrows(IllegalArgumentException.class, () -> script(steps));
        assertTrue(e.getMessage().contains(problem), e.getMessage());
    }

    @Test
    void counts_the_steps_in_its_messages() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> script("set PatientID 'a;b'\n# comment\n\nset Modalty 'CT'"));
        assertTrue(e.getMessage().startsWith("Step 2: No DICOM keyword 'Modalty'"), e.getMessage());
    }

    private static Attributes edited(String steps) {
        Attributes object = object();
        script(steps).apply(object, null);
        return object;
    }

    private static EditScript script(String steps) {
        return EditScript.parse(steps, new EditStepParser.Surroundings() {
            @Override
            public KeyedHash hash() {
                return HASH;
            }

            @Override
            public SetStep.Text simple(String text) {
                throw new AssertionError("no Simple expression here");
            }

            @Override
            public String load(String resource) {
                return resource.equals("table") ? "# words\nTHX\tCHEST\n" : "one column";
            }
        });
    }

    private static Attributes object() {
        Attributes object = new Attributes();
        object.setString(Tag.Modality, VR.CS, "CT");
        object.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
        object.setString(Tag.InstitutionName, VR.LO, "Klinik");
        object.setString(Tag.PatientName, VR.PN, "Doe^John");
        object.setString(Tag.PatientID, VR.LO, "0042");
        object.setString(Tag.PatientBirthDate, VR.DA, "unknown");
        object.setString(Tag.BodyPartExamined, VR.CS, "THX");
        object.setString(Tag.StudyDescription, VR.LO, "CT ANGIO");
        object.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        object.setString(Tag.StudyDate, VR.DA, "20261122");
        object.setString(Tag.StudyTime, VR.TM, "100000");
        object.setString(Tag.AcquisitionDateTime, VR.DT, "20261122100000+0100");
        object.setNull(Tag.AccessionNumber, VR.SH);
        object.setString("VENDOR", 0x00091002, VR.LO, "secret");
        Sequence requests = object.newSequence(Tag.RequestAttributesSequence);
        for (String id : new String[] {"RP1", "RP2"}) {
            Attributes item = new Attributes();
            item.setString(Tag.RequestedProcedureID, VR.SH, id);
            item.setString(Tag.ScheduledProcedureStepStartDate, VR.DA, "20261121");
            requests.add(item);
        }
        return object;
    }
}
