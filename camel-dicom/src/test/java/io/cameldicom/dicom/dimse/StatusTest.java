package io.cameldicom.dicom.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {
    @ParameterizedTest(name = "{0} is {1}, retry {2}: {3}")
    @CsvSource({
        "0000, SUCCESS, false, success",
        "B000, WARNING, false, coercion of data elements",
        "B006, WARNING, false, elements discarded",
        "B007, WARNING, false, data set does not match SOP class",
        "A700, FAILURE, true,  out of resources",
        "A7FF, FAILURE, true,  out of resources",
        "A900, FAILURE, false, data set does not match SOP class",
        "A955, FAILURE, false, data set does not match SOP class",
        "C000, FAILURE, false, cannot understand",
        "CFFF, FAILURE, false, cannot understand",
        "0110, FAILURE, true,  processing failure",
        "0111, FAILURE, false, duplicate SOP instance",
        "0117, FAILURE, false, invalid SOP instance",
        "0122, FAILURE, false, SOP class not supported",
        "0124, FAILURE, false, not authorized",
        "0210, FAILURE, true,  duplicate invocation",
        "0211, FAILURE, false, unrecognized operation",
        "0212, FAILURE, false, mistyped argument",
        "0213, FAILURE, true,  resource limitation",
        "FE00, CANCEL,  false, cancelled",
        "0001, WARNING, false, requested optional attributes are not supported",
        "B123, WARNING, false, unknown warning",
        "A123, FAILURE, false, unknown failure",
        "0999, FAILURE, false, unknown failure",
    })
    void storage_status(String code, StatusClass statusClass, boolean retryable, String words) {
        assertEquals(
                new StatusMeaning(statusClass, words, retryable),
                StatusTable.STORAGE.meaningOf(Integer.parseInt(code, 16)));
    }

    @ParameterizedTest
    @CsvSource({
        "FIND, A700, FAILURE, true, out of resources",
        "FIND, A900, FAILURE, false, identifier does not match SOP class",
        "FIND, C001, FAILURE, false, unable to process",
        "FIND, B001, WARNING, false, 'matching reached response limit, subset returned'",
        "FIND, FE00, CANCEL, false, matching terminated due to cancel request",
        "FIND, FF01, PENDING, false, 'pending, optional keys not supported'",
        "FIND, 0122, FAILURE, false, SOP class not supported",
        "RETRIEVE, A701, FAILURE, true, 'out of resources, unable to calculate number of matches'",
        "RETRIEVE, A702, FAILURE, true, 'out of resources, unable to perform sub-operations'",
        "RETRIEVE, A7FF, FAILURE, true, out of resources",
        "RETRIEVE, A801, FAILURE, false, move destination unknown",
        "RETRIEVE, A900, FAILURE, false, identifier does not match SOP class",
        "RETRIEVE, AA02, FAILURE, false, unable to extract frames",
        "RETRIEVE, C123, FAILURE, false, unable to process",
        "RETRIEVE, B000, WARNING, false, 'sub-operations complete, one or more failures or warnings'",
        "RETRIEVE, FE00, CANCEL, false, sub-operations terminated due to cancel indication",
        "PERFORMED_PROCEDURE_STEP, 0110, FAILURE, false, performed procedure step object may no longer be updated",
        "PERFORMED_PROCEDURE_STEP, 0111, FAILURE, false, duplicate SOP instance",
        "STORAGE_COMMITMENT, 0112, FAILURE, false, no such SOP instance",
        "STORAGE_COMMITMENT, 0131, FAILURE, false, duplicate transaction UID",
        "PRINT, B605, WARNING, false, requested min density or max density outside of printer's operating range",
        "PRINT, C602, FAILURE, true, 'unable to create print job, print queue is full'",
        "PRINT, C605, FAILURE, true, insufficient memory in printer to store the image",
        "UNIFIED_PROCEDURE_STEP, C302, FAILURE, false, already IN PROGRESS",
        "UNIFIED_PROCEDURE_STEP, B306, WARNING, false, already in the requested state of COMPLETED",
    })
    void status_of_a_service(String table, String code, StatusClass statusClass, boolean retryable, String words)
            throws ReflectiveOperationException {
        StatusTable statuses = (StatusTable) StatusTable.class.getField(table).get(null);
        assertEquals(new StatusMeaning(statusClass, words, retryable), statuses.meaningOf(Integer.parseInt(code, 16)));
    }

    @ParameterizedTest
    @CsvSource({
        "0000, SUCCESS", "FF00, PENDING", "FF01, PENDING", "FE00, CANCEL", "0001, WARNING", "0107, WARNING",
        "0116, WARNING", "B000, WARNING", "BFFF, WARNING", "0105, FAILURE", "0213, FAILURE", "A801, FAILURE",
        "C123, FAILURE", "FF02, FAILURE", "FFFF, FAILURE"
    })
    void every_status_has_one_class(String code, StatusClass statusClass) {
        assertEquals(statusClass, StatusClass.of(Integer.parseInt(code, 16)));
    }

    @Test
    void a_response_without_status_is_a_failure() {
        assertEquals(StatusClass.FAILURE, StatusClass.of(-1));
        assertEquals("none (unknown failure)", StatusTable.STORAGE.describe(-1));
    }

    @Test
    void describes_a_status_by_number_and_words() {
        assertEquals("A700 (out of resources)", StatusTable.STORAGE.describe(Status.OutOfResources));
        assertEquals("0211 (unrecognized operation)", StatusTable.GENERAL.describe(Status.UnrecognizedOperation));
    }

    @Test
    void an_exception_carries_status_and_a_comment_that_fits() {
        DicomServiceException e = new DicomServiceException(Status.OutOfResources, "y".repeat(70));

        assertEquals(0xA700, e.getStatus());
        assertEquals("y".repeat(64), e.getErrorComment());
        assertNull(new DicomServiceException(Status.NotAuthorized).getErrorComment());
    }

    @ParameterizedTest
    @ValueSource(ints = {Status.Success, Status.Pending, Status.PendingWarning})
    void an_exception_cannot_mean_success(int status) {
        assertThrows(IllegalArgumentException.class, () -> new DicomServiceException(status));
    }

    @ParameterizedTest
    @CsvSource({
        "C_STORE_RQ, C-STORE-RQ, C_STORE_RSP",
        "C_ECHO_RQ, C-ECHO-RQ, C_ECHO_RSP",
        "C_FIND_RQ, C-FIND-RQ, C_FIND_RSP",
        "C_GET_RQ, C-GET-RQ, C_GET_RSP",
        "C_MOVE_RQ, C-MOVE-RQ, C_MOVE_RSP",
        "N_EVENT_REPORT_RQ, N-EVENT-REPORT-RQ, N_EVENT_REPORT_RSP",
        "N_GET_RQ, N-GET-RQ, N_GET_RSP",
        "N_SET_RQ, N-SET-RQ, N_SET_RSP",
        "N_ACTION_RQ, N-ACTION-RQ, N_ACTION_RSP",
        "N_CREATE_RQ, N-CREATE-RQ, N_CREATE_RSP",
        "N_DELETE_RQ, N-DELETE-RQ, N_DELETE_RSP",
    })
    void each_request_has_its_response(Dimse request, String word, Dimse response) {
        assertEquals(word, request.toString());
        assertEquals(response, request.response());
        assertEquals(request, Dimse.of(request.commandField()));
    }

    @Test
    void cancel_has_no_response() {
        assertThrows(IllegalStateException.class, Dimse.C_CANCEL_RQ::response);
        assertNull(Dimse.of(0x0042));
    }
}
