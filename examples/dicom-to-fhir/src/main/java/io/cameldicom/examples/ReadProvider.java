package io.cameldicom.examples;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/** Reads resources of one type, by id or by identifier. */
public final class ReadProvider<T extends Resource> implements IResourceProvider {

    private final Class<T> type;
    private final ResourceStore store;

    ReadProvider(Class<T> type, ResourceStore store) {
        this.type = type;
        this.store = store;
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    @Read
    public T read(@IdParam IdType id) {
        Resource resource = store.read(type.getSimpleName(), id.getIdPart());
        if (resource == null) {
            throw new ResourceNotFoundException(id);
        }
        return type.cast(resource);
    }

    @Search
    public List<T> search(@OptionalParam(name = "identifier") TokenParam identifier) {
        Identifier wanted = identifier == null
                ? null
                : new Identifier().setSystem(identifier.getSystem()).setValue(identifier.getValue());
        return store.search(type.getSimpleName(), wanted).stream()
                .map(type::cast)
                .toList();
    }
}
