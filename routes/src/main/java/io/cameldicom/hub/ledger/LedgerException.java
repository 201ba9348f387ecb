package io.cameldicom.hub.ledger;

/** The ledger's database cannot be used; the message says why, without patient data. */
public final class LedgerException extends RuntimeException {

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
