package io.cameldicom.fhir;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Identifier;

/** The Endpoint of the DICOMweb server the images are at: one for each address, not for each study. */
final class EndpointResources {

    private static final String CONNECTION_TYPE = "http://terminology.hl7.org/CodeSystem/endpoint-connection-type";

    private EndpointResources() {}

    /** Null if no address is configured. */
    static Endpoint endpoint(FhirOptions options) {
        if (options.endpointAddress() == null) {
            return null;
        }
        String name = options.endpointName() == null ? options.endpointAddress() : options.endpointName();
        Endpoint endpoint = new Endpoint()
                .setStatus(Endpoint.EndpointStatus.ACTIVE)
                .setConnectionType(new Coding().setSystem(CONNECTION_TYPE).setCode("dicom-wado-rs"))
                .setName(name)
                .addPayloadType(new CodeableConcept().setText("DICOM WADO-RS"))
                .setAddress(options.endpointAddress());
        endpoint.addPayloadMimeType("application/dicom");
        return endpoint.addIdentifier(
                new Identifier().setSystem(options.sid("endpoint")).setValue(name));
    }

    static String fullUrl(Endpoint endpoint) {
        Identifier key = endpoint.getIdentifierFirstRep();
        return "urn:uuid:" + NameUuid.of(key.getSystem() + "|" + key.getValue());
    }
}
