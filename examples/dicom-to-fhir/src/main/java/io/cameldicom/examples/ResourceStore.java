package io.cameldicom.examples;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/** The newest version of each resource, in memory. Thread-safe. */
final class ResourceStore {

    private final Map<String, Resource> resources = new TreeMap<>();
    private int lastId;

    /** What came of a write: the resource as it is stored, and whether it is new, or changed. */
    record Written(Resource resource, boolean created, boolean changed) {}

    synchronized Resource read(String type, String id) {
        return resources.get(type + "/" + id);
    }

    /** @param identifier null for all */
    synchronized List<Resource> search(String type, Identifier identifier) {
        List<Resource> found = new ArrayList<>();
        for (Resource resource : resources.values()) {
            boolean matches = identifier == null
                    || resource.getNamedProperty("identifier").getValues().stream()
                            .map(Identifier.class::cast)
                            .anyMatch(own -> own.getSystem().equals(identifier.getSystem())
                                    && own.getValue().equals(identifier.getValue()));
            if (resource.fhirType().equals(type) && matches) {
                found.add(resource);
            }
        }
        return found;
    }

    synchronized String newId() {
        return Integer.toString(++lastId);
    }

    /** A resource that is as it was keeps its version. */
    synchronized Written write(String id, Resource resource) {
        Resource known = read(resource.fhirType(), id);
        Resource stored = resource.copy();
        stored.setId(id);
        stored.setMeta(new Meta());
        boolean changed = known == null || !content(known).equals(content(stored));
        int version = known == null ? 0 : Integer.parseInt(known.getMeta().getVersionId());
        stored.getMeta().setVersionId(Integer.toString(changed ? version + 1 : version));
        stored.setId(
                resource.fhirType() + "/" + id + "/_history/" + stored.getMeta().getVersionId());
        resources.put(resource.fhirType() + "/" + id, stored);
        return new Written(stored, known == null, changed);
    }

    private static String content(Resource resource) {
        Resource bare = resource.copy();
        bare.setId((String) null);
        bare.setMeta(null);
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(bare);
    }
}
