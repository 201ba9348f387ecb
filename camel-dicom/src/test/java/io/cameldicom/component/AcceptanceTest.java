package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a consumer lets in, and what it takes. */
class AcceptanceTest {

    private static RouteBuilder hub(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0" + options).routeId("hub").to("log:hub?level=TRACE");
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "allowedCallingAeTitles=CT*, CT1, true",
        "allowedCallingAeTitles=CT*, MR1, false",
        "allowedRemoteAddresses=127.0.0.0/8, CT1, true",
        "allowedRemoteAddresses=10.0.0.0/8, CT1, false"
    })
    void callers_are_let_in_by_ae_title_and_address(String option, String caller, boolean allowed) throws Exception {
        try (DicomTestContext camel = new DicomTestContext(hub("?" + option)).start()) {
            Exchange sent = camel.send(camel.uri("hub") + "?callingAeTitle=" + caller, TestObjects.ct(10));

            assertEquals(allowed, sent.getException() == null);
            if (!allowed) {
                DicomOperationException failure = DicomTestContext.failure(sent);
                assertFalse(failure.isRetryable());
                assertTrue(failure.getMessage().contains("source 1"), failure.getMessage());
                assertTrue(failure.getMessage().contains("reason 3"), failure.getMessage());
            }
        }
    }

    @Test
    void above_max_associations_the_rest_is_told_to_try_again() throws Exception {
        CountDownLatch inRoute = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RouteBuilder slow = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0?maxAssociations=1").routeId("hub").process(exchange -> {
                    inRoute.countDown();
                    goOn.await();
                });
            }
        };
        try (DicomTestContext camel = new DicomTestContext(slow).start()) {
            String uri = camel.uri("hub");
            Exchange[] first = new Exchange[1];
            Thread sending = new Thread(() -> first[0] = camel.send(uri, TestObjects.ct(10)));
            sending.start();
            inRoute.await();

            DicomOperationException failure = DicomTestContext.failure(camel.send(uri, TestObjects.ct(10)));
            goOn.countDown();
            sending.join();

            assertTrue(failure.isRetryable());
            assertTrue(failure.getMessage().contains("result 2"), failure.getMessage());
            assertNull(first[0].getException());
        }
    }

    @ParameterizedTest
    @CsvSource({"CTImageStorage, true", "CT*, true", "1.2.840.10008.5.1.4.1.1.2*, true", "MRImageStorage, false"})
    void sop_classes_are_taken_as_the_option_says(String sopClasses, boolean taken) throws Exception {
        try (DicomTestContext camel = new DicomTestContext(hub("?sopClasses=" + sopClasses)).start()) {
            Exchange sent = camel.send(camel.uri("hub"), TestObjects.ct(10));

            assertEquals(taken, sent.getException() == null);
            if (!taken) {
                assertFalse(DicomTestContext.failure(sent).isRetryable());
                assertTrue(DicomTestContext.failure(sent).getMessage().contains("does not take CT Image Storage"));
            }
        }
    }
}
