package io.cameldicom.hub.ledger;

/** Whose study it is, for those who may know. {@link #toString()} does not tell. Both may be null. */
public record LedgerPatient(String id, String name) {

    @Override
    public String toString() {
        return "(patient)";
    }
}
