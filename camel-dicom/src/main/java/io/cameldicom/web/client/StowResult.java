package io.cameldicom.web.client;

import java.util.List;

/**
 * What became of a store request, instance by instance.
 *
 * @param httpStatus of the last response: 200 all stored, 202 some failed or have warnings, 409 none stored
 * @param outcomes in the order of the instances
 */
public record StowResult(int httpStatus, List<InstanceOutcome> outcomes) {

    public StowResult {
        outcomes = List.copyOf(outcomes);
    }

    /** Those the server has. */
    public List<InstanceOutcome> stored() {
        return outcomes.stream().filter(InstanceOutcome::isStored).toList();
    }

    /** Those it has not, or does not say so. */
    public List<InstanceOutcome> failed() {
        return outcomes.stream().filter(outcome -> !outcome.isStored()).toList();
    }

    public boolean isAllStored() {
        return outcomes.stream().allMatch(InstanceOutcome::isStored);
    }
}
