package io.cameldicom.hub.console;

import io.cameldicom.hub.ledger.DeliveryEntry;
import io.cameldicom.hub.ledger.InstanceEntry;
import io.cameldicom.hub.ledger.LedgerException;
import io.cameldicom.hub.ledger.LedgerQueries;
import io.cameldicom.hub.ledger.LedgerSearch;
import io.cameldicom.hub.ledger.OutcomeCount;
import io.cameldicom.hub.ledger.StudyEntry;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Where studies and their instances went, and the last errors. */
final class LedgerApi {

    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_OFFSET = 1_000_000;

    private final LedgerQueries ledger;

    private LedgerApi(LedgerQueries ledger) {
        this.ledger = ledger;
    }

    static void addTo(Api api, LedgerQueries ledger) {
        LedgerApi handlers = new LedgerApi(ledger);
        api.add("GET", "/api/studies", Permission.VIEW, handlers::studies);
        api.add("GET", "/api/instances", Permission.VIEW, handlers::instances);
        api.add("GET", "/api/errors", Permission.VIEW, handlers::errors);
    }

    private Object studies(ApiRequest request, Caller caller, String argument) throws ApiException {
        boolean patients = caller.may(Permission.PATIENTS);
        LedgerSearch search = search(request);
        return array(() -> ledger.studies(patients ? search.showingPatients() : search), LedgerApi::json);
    }

    private Object instances(ApiRequest request, Caller caller, String argument) throws ApiException {
        LedgerSearch search = search(request);
        return array(() -> ledger.instances(search), LedgerApi::json);
    }

    private Object errors(ApiRequest request, Caller caller, String argument) throws ApiException {
        LedgerSearch search = search(request);
        return array(() -> ledger.lastErrors(search), LedgerApi::json);
    }

    private static LedgerSearch search(ApiRequest request) throws ApiException {
        return LedgerSearch.all()
                .study(request.parameter("study"))
                .instance(request.parameter("instance"))
                .accession(request.parameter("accession"))
                .between(request.time("from"), request.time("to"))
                .at(request.parameter("destination"))
                .page(
                        request.number("limit", DEFAULT_PAGE, LedgerSearch.MAX_LIMIT),
                        request.number("offset", 0, MAX_OFFSET));
    }

    /** Asks the database. */
    private interface Question<T> {
        List<T> ask() throws LedgerException;
    }

    private static <T> JsonArray array(Question<T> question, Function<T, JsonObject> json) throws ApiException {
        try {
            JsonArray array = new JsonArray();
            question.ask().forEach(one -> array.add(json.apply(one)));
            return array;
        } catch (LedgerException e) {
            throw new ApiException(503, "The ledger cannot be asked now: " + e.getMessage());
        }
    }

    private static JsonObject json(StudyEntry study) {
        JsonObject json = new JsonObject();
        json.put("study", study.studyInstanceUid());
        json.put("accession", study.accessionNumber());
        json.put("date", study.studyDate());
        if (study.patient() != null) {
            json.put("patientName", study.patient().name());
            json.put("patientId", study.patient().id());
        }
        json.put("instances", study.instances());
        json.put("firstAt", DestinationsApi.text(study.firstAt()));
        json.put("lastAt", DestinationsApi.text(study.lastAt()));
        JsonArray states = new JsonArray();
        for (OutcomeCount count : study.states()) {
            JsonObject state = new JsonObject();
            state.put("destination", count.destination());
            state.put("outcome", count.outcome().word());
            state.put("instances", count.instances());
            states.add(state);
        }
        json.put("states", states);
        return json;
    }

    private static JsonObject json(InstanceEntry instance) {
        JsonObject json = new JsonObject();
        json.put("instance", instance.sopInstanceUid());
        json.put("study", instance.studyInstanceUid());
        json.put("series", instance.seriesInstanceUid());
        json.put("modality", instance.modality());
        json.put("from", instance.callingAeTitle());
        json.put("receivedAt", DestinationsApi.text(instance.receivedAt()));
        json.put("bytes", instance.bytes());
        JsonArray deliveries = new JsonArray();
        instance.deliveries().forEach(delivery -> deliveries.add(json(delivery)));
        json.put("deliveries", deliveries);
        return json;
    }

    private static JsonObject json(DeliveryEntry delivery) {
        JsonObject json = new JsonObject();
        json.put("instance", delivery.sopInstanceUid());
        json.put("study", delivery.studyInstanceUid());
        json.put("destination", delivery.destination());
        json.put("outcome", delivery.outcome().word());
        json.put("at", DestinationsApi.text(delivery.lastAt()));
        json.put("failures", delivery.failures());
        json.put("error", delivery.error());
        json.put("errorAt", DestinationsApi.text(delivery.errorAt()));
        return json;
    }
}
