package io.cameldicom.component.edit;

/** One change of a data set. Immutable; one step serves all exchanges. */
interface EditStep {
    void apply(Edit edit);
}
