package io.cameldicom.component.fhir;

import io.cameldicom.fhir.FhirJson;
import io.cameldicom.web.RetryableStatus;
import java.util.List;
import org.apache.camel.Exchange;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;

/** Whether a server has done all of a transaction (R4 http.html#transaction-response). */
final class TransactionResponse {

    private TransactionResponse() {}

    /** @throws FhirDeliveryException if the response is none, or one of its entries says that it failed */
    static void check(Exchange exchange, String server, int httpStatus, String body) throws FhirDeliveryException {
        Bundle response;
        try {
            response = FhirJson.decode(Bundle.class, body == null ? "" : body);
        } catch (IllegalArgumentException e) {
            throw failure(
                    exchange,
                    server + " answered " + httpStatus + " with what is no Bundle: is the URL that of a"
                            + " FHIR R4 server?",
                    httpStatus,
                    false,
                    List.of());
        }
        for (BundleEntryComponent entry : response.getEntry()) {
            int status = status(entry.getResponse().getStatus());
            if (status < 200 || status >= 300) {
                OutcomeText outcome = entry.getResponse().getOutcome() instanceof OperationOutcome said
                        ? OutcomeText.of(said)
                        : new OutcomeText("", List.of());
                throw failure(
                        exchange,
                        server + " answered " + status + " for an entry of the transaction"
                                + (outcome.words().isEmpty() ? "" : ": " + outcome.words()),
                        status,
                        RetryableStatus.test(status),
                        outcome.diagnostics());
            }
        }
    }

    private static FhirDeliveryException failure(
            Exchange exchange, String what, int status, boolean retryable, List<String> diagnostics) {
        return new FhirDeliveryException(exchange, "FHIR server " + what, status, retryable, diagnostics, null);
    }

    /** Three digits, which text may follow. */
    private static int status(String text) {
        return text != null && text.matches("\\d{3}.*") ? Integer.parseInt(text.substring(0, 3)) : 0;
    }
}
