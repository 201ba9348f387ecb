package io.cameldicom.fhir;

import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * What a site decides about the mapping. Immutable.
 *
 * @param baseUri what the identifier systems of this site begin with, without a slash at the end:
 *     {@code <baseUri>/sid/mrn} is the system of Patient IDs without issuer
 * @param patientSystem system of Patient IDs without issuer; null for {@code <baseUri>/sid/mrn}
 * @param patientIdType code of HL7 table 0203 for Patient IDs whose object does not say
 * @param zone where dates and times are from that have no Timezone Offset From UTC (0008,0201); null: nobody knows, so
 *     that times are left out
 * @param endpointAddress address of the DICOMweb server (WADO-RS) that has the images; null for no Endpoint
 * @param endpointName name of that Endpoint, and its identifier; null for its address
 * @param systems systems by name: of issuers, of code schemes, of universal entity IDs that are no OID, UUID or URI
 * @param instances whether ImagingStudy lists instances; without them it counts them only
 * @param clientIds whether ImagingStudy is put under an id made of the Study Instance UID, which servers must allow
 *     (update as create); otherwise conditionally, by identifier
 * @param patientUpdate whether the demographics in the images replace those the server has; otherwise a Patient is
 *     made only where there is none
 * @param source {@code meta.source} of ImagingStudy, a URI; null for none
 */
public record FhirOptions(
        String baseUri,
        String patientSystem,
        String patientIdType,
        ZoneId zone,
        String endpointAddress,
        String endpointName,
        Map<String, String> systems,
        boolean instances,
        boolean clientIds,
        boolean patientUpdate,
        String source) {

    public FhirOptions {
        baseUri = withoutSlash("baseUri", baseUri);
        endpointAddress = endpointAddress == null ? null : withoutSlash("endpointAddress", endpointAddress);
        systems = Map.copyOf(systems);
        systems.values().forEach(system -> absolute("systems", system));
        if (patientSystem != null) {
            absolute("patientSystem", patientSystem);
        }
        if (source != null) {
            absolute("source", source);
        }
        if (endpointAddress != null && endpointAddress.toLowerCase(Locale.ROOT).endsWith("/studies")) {
            throw new IllegalArgumentException("endpointAddress: the base of the DICOMweb server, without /studies");
        }
    }

    /**
     * Everything else as by default: no zone, no endpoint, instances listed, conditional update.
     *
     * @throws IllegalArgumentException if it is no absolute URI
     */
    public static FhirOptions of(String baseUri) {
        return new FhirOptions(baseUri, null, "MR", null, null, null, Map.of(), true, false, false, null);
    }

    public FhirOptions withZone(ZoneId zone) {
        return new FhirOptions(
                baseUri,
                patientSystem,
                patientIdType,
                zone,
                endpointAddress,
                endpointName,
                systems,
                instances,
                clientIds,
                patientUpdate,
                source);
    }

    /** The address of the DICOMweb server, and its name, which may be null. */
    public FhirOptions withEndpoint(String address, String name) {
        return new FhirOptions(
                baseUri,
                patientSystem,
                patientIdType,
                zone,
                address,
                name,
                systems,
                instances,
                clientIds,
                patientUpdate,
                source);
    }

    public FhirOptions withSystems(Map<String, String> systems) {
        return new FhirOptions(
                baseUri,
                patientSystem,
                patientIdType,
                zone,
                endpointAddress,
                endpointName,
                systems,
                instances,
                clientIds,
                patientUpdate,
                source);
    }

    /** A system below {@link #baseUri}. */
    String sid(String name) {
        return baseUri + "/sid/" + name;
    }

    private static String withoutSlash(String name, String uri) {
        String absolute = absolute(name, uri);
        return absolute.endsWith("/") ? absolute.substring(0, absolute.length() - 1) : absolute;
    }

    private static String absolute(String name, String uri) {
        if (uri == null || !Uris.isAbsolute(uri)) {
            throw new IllegalArgumentException(name + " must be an absolute URI, such as https://hub.example.org");
        }
        return URI.create(uri).toString();
    }
}
