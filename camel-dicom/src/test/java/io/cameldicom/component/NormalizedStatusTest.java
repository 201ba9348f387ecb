package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.SopReference;
import io.cameldicom.dicom.service.StorageCommitmentReport;
import io.cameldicom.dicom.service.StorageCommitmentReport.Failed;
import io.cameldicom.dicom.service.StorageCommitmentRequest;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every status that PS3.7 Annex C has for normalized services, answered by a route of each of them: PS3.4 F.7.2 (MPPS), J.3.2
 * (storage commitment) and R.3.2 (instance availability) name no others.
 */
class NormalizedStatusTest {

    /** What the route is to answer; of the one test that runs. */
    private static volatile int wanted;

    private static volatile boolean byHeader;
    private static volatile Object body;
    private static DicomTestContext camel;

    @BeforeAll
    static void start() throws Exception {
        camel = new DicomTestContext(new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from("dicom:SCP@127.0.0.1:0?service=mpps,ian,commit")
                                .routeId("scp")
                                .process(NormalizedStatusTest::answer);
                    }
                })
                .start();
    }

    @AfterAll
    static void stop() {
        camel.close();
    }

    private static void answer(Exchange exchange) throws DicomServiceException {
        if (body != null) {
            exchange.getMessage().setBody(body);
        }
        if (!byHeader) {
            throw new DicomServiceException(wanted, "as asked");
        }
        exchange.getMessage().setHeader(DicomConstants.STATUS, Status.format(wanted));
        exchange.getMessage().setHeader(DicomConstants.ERROR_COMMENT, "as asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0105", "0106", "0110", "0111", "0112", "0113", "0114", "0115", "0117", "0118", "0119", "0120", "0121",
                "0122", "0123", "0124", "0210", "0211", "0212", "0213"
            })
    void each_failure_a_route_answers_reaches_the_requestor_of_each_service(String status) {
        for (DicomOperation operation : List.of(DicomOperation.mpps, DicomOperation.ian, DicomOperation.commit)) {
            for (boolean header : List.of(true, false)) {
                wanted = Integer.parseInt(status, 16);
                byHeader = header;
                body = null;

                DicomOperationException failure = DicomTestContext.failure(ask(operation));

                assertNotNull(failure, operation + " was not refused");
                assertEquals(status, Status.format(failure.getStatus()), operation.name());
                assertEquals("as asked", failure.getErrorComment(), operation.name());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001", "0107", "0116"})
    void each_warning_is_a_success_that_the_requestor_can_see(String status) {
        for (DicomOperation operation : List.of(DicomOperation.mpps, DicomOperation.ian)) {
            wanted = Integer.parseInt(status, 16);
            byHeader = true;
            body = null;

            Exchange asked = ask(operation);

            assertNull(asked.getException(), operation.name());
            assertEquals(wanted, asked.getMessage().getHeader(DicomConstants.STATUS), operation.name());
        }
    }

    /** PS3.3 C.14.1.1. */
    @Test
    void each_reason_why_an_instance_is_not_kept_is_in_the_report() {
        List<Failed> failed = List.of(0x0110, 0x0112, 0x0213, 0x0122, 0x0119, 0x0131).stream()
                .map(reason -> new Failed(new SopReference(UID.CTImageStorage, "1.2.3." + reason), reason))
                .toList();
        StorageCommitmentRequest request = StorageCommitmentRequest.of(
                failed.stream().map(Failed::instance).toList());
        wanted = Status.Success;
        byHeader = true;
        body = new StorageCommitmentReport(request.transactionUid(), List.of(), failed);

        Exchange asked = camel.send(camel.uri("scp") + "?operation=commit", request);

        assertNull(asked.getException());
        assertEquals(body, asked.getMessage().getBody());
    }

    private static Exchange ask(DicomOperation operation) {
        String uri = camel.uri("scp") + "?operation=" + operation;
        return switch (operation) {
            case mpps -> camel.send(uri, step());
            case ian -> camel.send(uri, notification());
            default -> camel.send(uri, List.of(new SopReference(UID.CTImageStorage, "1.2.3")));
        };
    }

    private static Object step() {
        Attributes step = new Attributes();
        step.setString(Tag.PerformedProcedureStepStatus, VR.CS, "IN PROGRESS");
        step.newSequence(Tag.ScheduledStepAttributesSequence).add(new Attributes());
        return step;
    }

    private static Object notification() {
        return Map.of(
                "StudyInstanceUID", "1.2.3.4", "ReferencedSeriesSequence", Map.of("SeriesInstanceUID", "1.2.3.4.5"));
    }
}
