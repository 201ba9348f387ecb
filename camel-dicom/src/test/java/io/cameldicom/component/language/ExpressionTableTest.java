package io.cameldicom.component.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTableTest {
    private static final Map<String, String> HEADERS = Map.of(
            DicomConstants.CALLING_AE_TITLE, "CT1",
            DicomConstants.CALLED_AE_TITLE, "HUB",
            DicomConstants.REMOTE_ADDRESS, "10.1.2.3",
            DicomConstants.TRANSFER_SYNTAX_UID, UID.ExplicitVRLittleEndian);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Modality == 'CT'",
                "Modality == \"CT\"",
                "Modality != 'MR'",
                "(0008,0060) == 'CT'",
                "( 0008 , 0060 ) == 'CT'",
                "((0008,0060) == 'CT')",
                "'CT' == Modality",
                "Modality == 'CT' && !(BodyPartExamined in ('HEAD','NECK')) && SliceThickness <= 1.5"
                        + " && StudyDescription =~ '(?i).*angio.*'",
                // && binds closer than ||, ! closer than both
                "Modality == 'CT' || Modality == 'MR' && Modality == 'US'",
                "!(Modality == 'MR') && Modality == 'CT'",
                "!!(Modality == 'CT')",
                // any value, one value
                "ImageType == 'PRIMARY'",
                "ImageType[1] == 'PRIMARY'",
                "ImageType[*] == 'AXIAL'",
                "ImageType != 'PRIMARY'",
                "!(ImageType == 'SECONDARY')",
                // numbers
                "SliceThickness == 1.50",
                "SliceThickness == '1.5'",
                "SliceThickness < 2e1",
                "Rows == 512",
                "Rows >= 512.0",
                "Rows in (256,512)",
                "Rows in (0256,0512)",
                "InstanceNumber > -1",
                "RescaleSlope == 0.1",
                "PatientID == 42",
                "ImagePositionPatient[2] < 0",
                "PixelSpacing[0] == PixelSpacing[1]",
                // dates, times and ages by what they mean
                "StudyDate == '2026-11-22'",
                "StudyDate == 20261122",
                "StudyDate >= '20261122' && StudyDate < '20261123'",
                "StudyTime == '10'",
                "StudyTime >= '09:59:59.5'",
                "StudyTime < '100000.000001'",
                "AcquisitionDateTime > '20261122'",
                "AcquisitionDateTime == '2026-11-22T09:00:00Z'",
                "AcquisitionDateTime < '2026'|| AcquisitionDateTime > '2026-01'",
                "StudyDate == SeriesDate",
                "PatientAge < '018Y' && PatientAge > '002W'",
                // names and UIDs
                "PatientName == 'Doe^John^^^'",
                "SOPClassUID == 'CTImageStorage'",
                "SOPClassUID == '1.2.840.10008.5.1.4.1.1.2'",
                "$sopClass == 'CTImageStorage'",
                "$transferSyntax in ('ExplicitVRLittleEndian', 'ImplicitVRLittleEndian')",
                // patterns
                "PatientName like 'Doe*'",
                "StudyDescription like '*ANGIO????'",
                "StudyDescription like '*'",
                "!(StudyDescription like 'ANGIO')",
                "StudyDescription =~ '\\w+ \\w+ \\w+'",
                "!(StudyDescription =~ 'ANGIO')",
                "$remoteAddress like '10.*'",
                "$callingAeTitle == 'CT1' && $calledAeTitle == 'HUB'",
                // sequences
                "RequestAttributesSequence[0].RequestedProcedureID == 'RP1'",
                "RequestAttributesSequence[1].RequestedProcedureID == 'RP2'",
                "RequestAttributesSequence[*].RequestedProcedureID == 'RP2'",
                "RequestAttributesSequence.RequestedProcedureID == 'RP2'",
                "RequestAttributesSequence[1].ScheduledProtocolCodeSequence[0].CodeValue == 'X'",
                "exists(RequestAttributesSequence[1])",
                "!exists(RequestAttributesSequence[2])",
                // presence
                "exists(Modality)",
                "exists(0008,0060)",
                "exists((0008,0060))",
                "exists(AccessionNumber) && empty(AccessionNumber)",
                "!exists(Laterality) && empty(Laterality)",
                "!empty(Modality)",
                "!empty(RequestAttributesSequence)",
                "empty(ReferencedStudySequence)",
                "!empty(PixelData)",
                "!exists(ImageType[3])",
                "empty(OtherPatientIDs)",
                // private attributes
                "(0009,xx\"GEMS_IDEN_01\",02) == 'CT01'",
                "(0009,xx'GEMS_IDEN_01',02) == 'CT01'",
                "(0009,1102) == 'CT01'",
                "exists(0009,xx\"GEMS_IDEN_01\",02)",
                "!exists(0009,xx\"ELSE\",02)",
                // a quote is doubled
                "SeriesDescription == 'It''s'",
                "SeriesDescription == \"It's\""
            })
    void holds(String expression) {
        assertTrue(condition(expression).holds(scope()), expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Modality == 'MR'",
                "Modality == 'ct'",
                "Modality in ('MR', 'US')",
                "ImageType[0] == 'PRIMARY'",
                "ImageType[7] == 'PRIMARY'",
                "SliceThickness > 1.5",
                "StudyTime == '11'",
                // missing or empty: false whatever is compared
                "Laterality == 'L'",
                "Laterality != 'L'",
                "Laterality < 'L'",
                "Laterality like '*'",
                "Laterality =~ '.*'",
                "Laterality in ('L')",
                "AccessionNumber == ''",
                "AccessionNumber != 'A'",
                "OtherPatientIDs like '*'",
                "ReferencedStudySequence[0].ReferencedSOPInstanceUID like '*'",
                "Modality == Laterality",
                "(0009,xx\"ELSE\",02) != 'A'",
                // not comparable: neither equal nor less
                "KVP == 100",
                "KVP < 100",
                "KVP >= 100"
            })
    void does_not_hold(String expression) {
        assertTrue(!condition(expression).holds(scope()), expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Modalty == 'CT' | 1 | No DICOM keyword 'Modalty'; did you mean Modality?",
                "Modality == 'CT' && Slicethickness < 1 | 21 | did you mean SliceThickness?",
                "Modality = 'CT' | 10 | write == to compare",
                "Modality == 'CT' & Rows == 1 | 18 | write &&",
                "Modality == 'CT' and Rows == 1 | 18 | which is written &&",
                "Modality == 'CT | 13 | without its closing '",
                "Modality == | 12 | found the end",
                "Modality == 'CT') | 17 | Expected && or || or the end, found ')'",
                "(Modality == 'CT' | 18 | Expected ), found the end",
                "Modality && Rows == 1 | 10 | exists(...)",
                "Modality in 'CT' | 13 | ( after in",
                "Modality =~ '(' | 13 | No regular expression: Unclosed group",
                "Modality =~ Rows | 13 | in quotes",
                "StudyDescription like 5 | 23 | string with the wildcards",
                "$caller == 'A' | 1 | $callingAeTitle",
                "StudyDate >= 'yesterday' | 14 | 'yesterday' is not a date (DA), such as '20261122'",
                "Rows == 'many' | 9 | 'many' is not a number",
                "PatientAge < 18 | 14 | is not an age (AS), such as '018Y'",
                "SOPClassUID == 'CTImgeStorage' | 16 | 'CTImgeStorage' is not a UID, such as 'CTImageStorage' or '1.2.840.10008.5.1.4.1.1.2'; did you mean CTImageStorage",
                "RequestAttributesSequence == 'A' | 1 | RequestAttributesSequence is a sequence",
                "PixelData == 'A' | 1 | PixelData has no text to compare",
                "PatientID.Modality == 'A' | 11 | (0010,0020) is no sequence",
                "ImageType[x] == 'A' | 11 | index from 0, or *",
                "ImageType[-1] == 'A' | 11 | index from 0, or *",
                "TransferSyntaxUID == '1.2' | 1 | write $transferSyntax",
                "exists('A') | 8 | exists(...) is about an attribute",
                "Modality == #CT | 13 | '#' has no meaning",
                "`` | 1 | An empty expression"
            })
    void says_what_is_wrong_and_where(String expression, int position, String problem) {
        var e = assertThrows(SyntaxException.class, () -> Parser.parse(expression));
        String where = " at position " + position + " of\n" + expression + "\n" + " ".repeat(position - 1) + "^";
        assertTrue(e.getMessage().contains(problem), e.getMessage());
        assertTrue(e.getMessage().endsWith(where), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "PatientID, 0042",
        "ImageType, ORIGINAL\\PRIMARY\\AXIAL",
        "ImageType[2], AXIAL",
        "Rows, 512",
        "SliceThickness, 1.50",
        "RequestAttributesSequence.RequestedProcedureID, RP1\\RP2",
        "RequestAttributesSequence[1].RequestedProcedureID, RP2",
        "$callingAeTitle, CT1",
        "\"text\", text",
        "1.5, 1.5",
        "Laterality,",
        "AccessionNumber,",
        "ImageType[9],"
    })
    void a_lone_operand_is_its_value(String expression, String value) {
        Parser.Parsed parsed = Parser.parse(expression);
        assertNull(parsed.condition());
        assertEquals(value, parsed.operand().result(scope()));
    }

    @Test
    void a_lone_sequence_is_its_items() {
        Attributes object = object();
        Scope scope = scope(object);
        Object all = Parser.parse("RequestAttributesSequence").operand().result(scope);
        assertEquals(List.copyOf(object.getSequence(Tag.RequestAttributesSequence)), all);
        Object second = Parser.parse("RequestAttributesSequence[1]").operand().result(scope);
        assertEquals(object.getNestedDataset(Tag.RequestAttributesSequence, 1), second);
        assertNull(Parser.parse("RequestAttributesSequence[2]").operand().result(scope));
        assertEquals(
                List.of(), Parser.parse("ReferencedStudySequence").operand().result(scope));
    }

    @Test
    void the_association_is_asked_without_reading_the_object() {
        Scope headersOnly = new Scope() {
            @Override
            public Attributes attributes() {
                throw new AssertionError("the data set was read");
            }

            @Override
            public String header(String name) {
                return HEADERS.get(name);
            }
        };
        assertTrue(condition("$callingAeTitle == 'CT1' || Modality == 'CT'").holds(headersOnly));
    }

    @Test
    void a_pattern_cannot_be_made_to_run_for_ever() {
        Attributes object = new Attributes();
        object.setString(Tag.StudyDescription, VR.LO, "a".repeat(60) + "!");
        Condition backtracking = condition("StudyDescription =~ '(.*a){25}b'");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            var e = assertThrows(IllegalStateException.class, () -> backtracking.holds(scope(object)));
            assertTrue(e.getMessage().contains("too many steps"));
            assertTrue(
                    !condition("StudyDescription like '*a*a*a*a*a*a*a*a*a*b'").holds(scope(object)));
        });
    }

    @Test
    void a_long_text_does_not_exhaust_the_stack() {
        Attributes object = new Attributes();
        object.setString(Tag.TextValue, VR.UT, "ab".repeat(500_000));
        var e = assertThrows(IllegalStateException.class, () -> condition("TextValue =~ '(a|b)*'")
                .holds(scope(object)));
        assertNotNull(e.getMessage());
        assertTrue(condition("TextValue =~ '[ab]*'").holds(scope(object)));
    }

    @Test
    void a_number_of_a_million_digits_is_none() {
        Attributes object = new Attributes();
        object.setString(Tag.SliceThickness, VR.DS, "1".repeat(1_000_000));
        assertTrue(!condition("SliceThickness > 1").holds(scope(object)));
    }

    private static Condition condition(String expression) {
        Condition condition = Parser.parse(expression).condition();
        assertNotNull(condition, expression);
        return condition;
    }

    private static Scope scope() {
        return scope(object());
    }

    private static Scope scope(Attributes object) {
        return new Scope() {
            @Override
            public Attributes attributes() {
                return object;
            }

            @Override
            public String header(String name) {
                return HEADERS.get(name);
            }
        };
    }

    private static Attributes object() {
        Attributes object = new Attributes();
        object.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        object.setString(Tag.Modality, VR.CS, "CT");
        object.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
        object.setString(Tag.PatientID, VR.LO, "0042");
        object.setString(Tag.PatientName, VR.PN, "Doe^John");
        object.setString(Tag.PatientAge, VR.AS, "006M");
        object.setString(Tag.BodyPartExamined, VR.CS, "CHEST");
        object.setString(Tag.StudyDescription, VR.LO, "CT ANGIO THX");
        object.setString(Tag.SeriesDescription, VR.LO, "It's");
        object.setString(Tag.SliceThickness, VR.DS, "1.50");
        object.setString(Tag.KVP, VR.DS, "high");
        object.setString(Tag.InstanceNumber, VR.IS, "7");
        object.setInt(Tag.Rows, VR.US, 512);
        object.setFloat(Tag.RescaleSlope, VR.FL, 0.1f);
        object.setString(Tag.PixelSpacing, VR.DS, "0.7", "0.70");
        object.setString(Tag.ImagePositionPatient, VR.DS, "10", "20", "-30.5");
        object.setString(Tag.StudyDate, VR.DA, "20261122");
        object.setString(Tag.SeriesDate, VR.DA, "2026.11.22");
        object.setString(Tag.StudyTime, VR.TM, "100000");
        object.setString(Tag.AcquisitionDateTime, VR.DT, "20261122100000.000+0100");
        object.setNull(Tag.AccessionNumber, VR.SH);
        object.setNull(Tag.OtherPatientIDs, VR.LO);
        object.newSequence(Tag.ReferencedStudySequence);
        object.setBytes(Tag.PixelData, VR.OW, new byte[4]);
        object.setString("OTHER", 0x00091002, VR.LO, "other");
        object.setString("GEMS_IDEN_01", 0x00091002, VR.SH, "CT01");
        Sequence requests = object.newSequence(Tag.RequestAttributesSequence);
        requests.add(procedure("RP1"));
        requests.add(procedure("RP2"));
        Attributes code = new Attributes();
        code.setString(Tag.CodeValue, VR.SH, "X");
        requests.get(1).newSequence(Tag.ScheduledProtocolCodeSequence).add(code);
        return object;
    }

    private static Attributes procedure(String id) {
        Attributes item = new Attributes();
        item.setString(Tag.RequestedProcedureID, VR.SH, id);
        return item;
    }
}
