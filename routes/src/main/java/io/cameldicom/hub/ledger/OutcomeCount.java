package io.cameldicom.hub.ledger;

/**
 * How many instances are in a state.
 *
 * @param destination null for the hub itself
 */
public record OutcomeCount(String destination, Outcome outcome, long instances) {}
