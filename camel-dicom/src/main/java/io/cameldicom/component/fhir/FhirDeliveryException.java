package io.cameldicom.component.fhir;

import java.util.List;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;

/**
 * A FHIR server has not taken a transaction. The message says what it answered: status, and of each issue of its
 * OperationOutcome the severity, code and place. What a server writes in plain words may quote the patient's data and is in
 * {@link #getDiagnostics} only.
 */
public class FhirDeliveryException extends CamelExchangeException {

    private final int httpStatus;
    private final boolean retryable;
    private final List<String> diagnostics;

    FhirDeliveryException(
            Exchange exchange,
            String message,
            int httpStatus,
            boolean retryable,
            List<String> diagnostics,
            Throwable cause) {
        super(message + (retryable ? " [a retry may help]" : " [a retry does not help]"), exchange, cause);
        this.httpStatus = httpStatus;
        this.retryable = retryable;
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Status code of the response; 0 without one. */
    public int getHttpStatus() {
        return httpStatus;
    }

    /** Whether the same transaction may be taken later: no answer, 408, 409, 412, 429, 5xx but 501 and 505. */
    public boolean isRetryable() {
        return retryable;
    }

    /** What the server wrote for people. It may hold patient data: not for logs. */
    public List<String> getDiagnostics() {
        return diagnostics;
    }
}
