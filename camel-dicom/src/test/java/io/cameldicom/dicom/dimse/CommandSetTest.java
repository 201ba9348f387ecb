package io.cameldicom.dicom.dimse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSetTest {
    private static final String C_ECHO_RQ =
            """
            0000 0000 04000000 38000000            ; group length 56
            0000 0200 12000000 312E322E3834302E31303030382E312E3100 ; Affected SOP Class UID 1.2.840.10008.1.1, NUL padded
            0000 0001 02000000 3000                ; Command Field C-ECHO-RQ
            0000 1001 02000000 0700                ; Message ID 7
            0000 0008 02000000 0101                ; no data set
            """;

    private static final String C_STORE_RSP =
            """
            0000 0000 04000000 64000000            ; group length 100
            0000 0200 1A000000 312E322E3834302E31303030382E352E312E342E312E312E3200 ; CT Image Storage
            0000 0001 02000000 0180                ; C-STORE-RSP
            0000 2001 02000000 0900                ; Message ID Being Responded To 9
            0000 0008 02000000 0101                ; no data set
            0000 0009 02000000 00A7                ; Status A700
            0000 0209 04000000 66756C6C            ; Error Comment "full"
            0000 0010 06000000 312E322E3300        ; Affected SOP Instance UID 1.2.3
            """;

    @Test
    void writes_elements_in_ascending_order_with_the_group_length_first() {
        CommandSet request = CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null);

        request.setDataSetPresent(false).setInt(Tag.MessageID, 7);

        assertEquals(Hex.of(Hex.bytes(C_ECHO_RQ)), Hex.of(request.encode()));
    }

    @Test
    void reads_a_response() throws Exception {
        CommandSet response = CommandSet.decode(Hex.bytes(C_STORE_RSP));

        assertEquals(Dimse.C_STORE_RSP, response.dimse());
        assertEquals(9, response.messageIdBeingRespondedTo());
        assertEquals(Status.OutOfResources, response.status());
        assertEquals("full", response.errorComment());
        assertEquals(UID.CTImageStorage, response.sopClassUid());
        assertEquals("1.2.3", response.sopInstanceUid());
        assertFalse(response.hasDataSet());
        assertFalse(response.contains(Tag.MessageID));
        assertEquals("C-STORE-RSP to 9 status A700", response.toString());
    }

    @Test
    void answers_a_request_with_its_ids() throws Exception {
        CommandSet request = CommandSet.request(Dimse.C_STORE_RQ, UID.CTImageStorage, "1.2.3")
                .setInt(Tag.MessageID, 9)
                .setDataSetPresent(true);

        CommandSet response = CommandSet.responseTo(request, Status.OutOfResources)
                .setErrorComment("full")
                .setDataSetPresent(false);

        assertEquals(Hex.of(Hex.bytes(C_STORE_RSP)), Hex.of(response.encode()));
    }

    @Test
    void names_the_requested_sop_instance_where_the_message_is_about_an_existing_one() {
        CommandSet request = CommandSet.request(Dimse.N_GET_RQ, UID.Printer, UID.PrinterInstance)
                .setTags(Tag.AttributeIdentifierList, Tag.PrinterStatus, Tag.PrinterName);

        assertEquals(UID.Printer, request.getString(Tag.RequestedSOPClassUID));
        assertEquals(UID.PrinterInstance, request.getString(Tag.RequestedSOPInstanceUID));
        assertArrayEquals(new int[] {Tag.PrinterStatus, Tag.PrinterName}, request.getTags(Tag.AttributeIdentifierList));
        assertFalse(request.contains(Tag.AffectedSOPClassUID));
        assertEquals(UID.Printer, CommandSet.responseTo(request, Status.Success).getString(Tag.AffectedSOPClassUID));
    }

    @ParameterizedTest
    @EnumSource(value = Dimse.class, names = ".*_RQ", mode = EnumSource.Mode.MATCH_ALL)
    void reads_back_what_it_wrote(Dimse dimse) throws Exception {
        CommandSet request =
                CommandSet.request(dimse, UID.CTImageStorage, "1.2.840.1").setInt(Tag.MessageID, 65_535);

        CommandSet read = CommandSet.decode(request.encode());

        assertEquals(dimse, read.dimse());
        assertEquals(65_535, read.messageId());
        assertEquals("1.2.840.1", read.sopInstanceUid());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "missing group length,        00000001 02000000 3000 00001001 02000000 0700",
        "wrong group length,          00000000 04000000 FFFFFF7F 00000001 02000000 3000 00001001 02000000 0700",
        "elements out of order,       00001001 02000000 0700 00000001 02000000 3000",
        "unknown elements,            00000001 02000000 3000 00001001 02000000 0700 00007777 03000000 414243",
        "an element of no length,     00000001 02000000 3000 00001001 02000000 0700 00000009 00000000",
    })
    void tolerates(String what, String hex) throws Exception {
        CommandSet command = CommandSet.decode(Hex.bytes(hex));

        assertEquals(Dimse.C_ECHO_RQ, command.dimse());
        assertEquals(7, command.messageId());
        assertEquals(-1, command.status());
        assertNull(command.sopClassUid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"312E3200", "312E3220", "312E32", "20312E32", "312E320000", "312E3220200000"})
    void strips_whatever_a_uid_is_padded_with(String value) throws Exception {
        String length = String.format("%02X000000", value.length() / 2);

        CommandSet command = CommandSet.decode(Hex.bytes("00000200" + length + value));

        assertEquals("1.2", command.sopClassUid());
    }

    @ParameterizedTest
    @CsvSource({"0101, false", "0000, true", "0100, true", "0201, true", "0202, true", "FEFF, true"})
    void takes_any_data_set_type_but_0101_for_a_data_set_that_follows(String littleEndian, boolean present)
            throws Exception {
        assertEquals(
                present,
                CommandSet.decode(Hex.bytes("00000008 02000000" + littleEndian)).hasDataSet());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "header cut short,         00000001 02,                       0",
        "value cut short,          00000001 02000000 30,              0",
        "second value cut short,   00000001 02000000 3000 00001001 04000000 0700, 10",
        "undefined length,         00000001 FFFFFFFF 3000,            0",
        "another group,            00000001 02000000 3000 08001800 02000000 3100, 10",
    })
    void refuses(String what, String hex, int offset) {
        MalformedCommandSetException e =
                assertThrows(MalformedCommandSetException.class, () -> CommandSet.decode(Hex.bytes(hex)));

        assertEquals(offset, e.offset());
    }

    @Test
    void survives_a_cut_at_every_byte() throws Exception {
        ByteBuffer whole = Hex.bytes(C_STORE_RSP);
        int refused = 0;
        for (int length = 0; length < whole.limit(); length++) {
            try {
                CommandSet.decode(whole.duplicate().limit(length)).toString();
            } catch (MalformedCommandSetException expected) {
                refused++;
            }
        }

        assertEquals(whole.limit() - 8, refused, "all but the cuts between two of the eight elements");
    }

    @Test
    void replaces_a_value_in_place() throws Exception {
        CommandSet command = CommandSet.decode(Hex.bytes(C_STORE_RSP));

        command.setString(Tag.AffectedSOPInstanceUID, "1.2.840.10008.99").setInt(Tag.Status, Status.Success);

        assertEquals("1.2.840.10008.99", command.sopInstanceUid());
        assertEquals(Status.Success, command.status());
        assertEquals("full", command.errorComment());
    }

    @Test
    void cuts_an_error_comment_to_what_may_travel() {
        CommandSet response = CommandSet.responseTo(
                        CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null), Status.ProcessingFailure)
                .setErrorComment("Platte für A\\B voll\n" + "x".repeat(100));

        assertEquals("Platte f?r A?B voll " + "x".repeat(44), response.errorComment());
        assertTrue(response.errorComment().length() == 64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void sends_no_blank_error_comment(String comment) {
        assertFalse(CommandSet.responseTo(CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null), 0)
                .setErrorComment(comment)
                .contains(Tag.ErrorComment));
    }
}
