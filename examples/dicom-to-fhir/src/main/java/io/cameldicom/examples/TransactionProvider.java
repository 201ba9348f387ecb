package io.cameldicom.examples;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/** Transactions of conditional creates and conditional updates (R4 http.html#transaction), all or nothing. */
public final class TransactionProvider {

    private final ResourceStore store;

    TransactionProvider(ResourceStore store) {
        this.store = store;
    }

    /** An entry, and where it goes. */
    private record Step(BundleEntryComponent entry, String id, boolean write) {}

    @Transaction
    public Bundle transaction(@TransactionParam Bundle request) {
        synchronized (store) {
            List<Step> steps = new ArrayList<>();
            Map<String, String> references = new HashMap<>();
            for (BundleEntryComponent entry : request.getEntry()) {
                Step step = step(entry);
                steps.add(step);
                references.put(entry.getFullUrl(), entry.getResource().fhirType() + "/" + step.id);
            }
            Bundle response = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
            for (Step step : steps) {
                response.addEntry(perform(step, references));
            }
            return response;
        }
    }

    private Step step(BundleEntryComponent entry) {
        BundleEntryRequestComponent request = entry.getRequest();
        String condition =
                switch (request.getMethod()) {
                    case POST -> request.getIfNoneExist();
                    case PUT -> request.getUrl().substring(request.getUrl().indexOf('?') + 1);
                    default -> throw new InvalidRequestException(
                            "POST with ifNoneExist and PUT with a search are known");
                };
        List<Resource> found = store.search(entry.getResource().fhirType(), identifier(condition));
        if (found.size() > 1) {
            throw new PreconditionFailedException("several resources match");
        }
        boolean exists = !found.isEmpty();
        String id = exists ? found.get(0).getIdElement().getIdPart() : store.newId();
        return new Step(entry, id, !exists || request.getMethod() == Bundle.HTTPVerb.PUT);
    }

    private static Identifier identifier(String condition) {
        if (condition == null || !condition.startsWith("identifier=")) {
            throw new InvalidRequestException("the condition must be an identifier");
        }
        String token = URLDecoder.decode(condition.substring("identifier=".length()), StandardCharsets.UTF_8);
        int bar = token.indexOf('|');
        return new Identifier()
                .setSystem(token.substring(0, bar))
                .setValue(token.substring(bar + 1).replaceAll("\\\\([\\\\|,$])", "$1"));
    }

    private BundleEntryComponent perform(Step step, Map<String, String> references) {
        BundleEntryComponent done = new BundleEntryComponent();
        Resource resource = step.entry.getResource();
        if (!step.write) {
            done.getResponse().setStatus("200 OK").setLocation(resource.fhirType() + "/" + step.id);
            return done;
        }
        FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource).forEach(reference -> {
            String target = references.get(
                    reference.getResourceReference().getReferenceElement().getValue());
            if (target != null) {
                reference.getResourceReference().setReference(target);
            }
        });
        ResourceStore.Written written = store.write(step.id, resource);
        done.getResponse()
                .setStatus(written.created() ? "201 Created" : "200 OK")
                .setLocation(written.resource().getId())
                .setEtag("W/\"" + written.resource().getMeta().getVersionId() + "\"");
        return done;
    }
}
