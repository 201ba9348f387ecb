package io.cameldicom.component.fhir;

import io.cameldicom.fhir.FhirOptions;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Make FHIR R4 resources of DICOM objects: ImagingStudy with Patient and Endpoint.
 */
@ManagedResource(description = "Managed DicomFhirEndpoint")
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom-fhir",
        title = "DICOM FHIR",
        syntax = "dicom-fhir:operation",
        producerOnly = true,
        remote = false,
        category = {Category.HEALTH, Category.TRANSFORMATION},
        headersClass = FhirConstants.class)
public class DicomFhirEndpoint extends DefaultEndpoint {

    @UriPath(description = "What to do: `imagingStudy`.")
    @Metadata(required = true)
    private final FhirOperation operation;

    @UriParam(
            description = "What the identifier systems of this site begin with, an absolute URI such as"
                    + " `https://hub.example.org`: Patient IDs without issuer have the system `<baseUri>/sid/mrn`,"
                    + " those of an issuer without universal ID `<baseUri>/sid/issuer/<issuer>`.")
    @Metadata(required = true)
    private String baseUri;

    @UriParam(description = "System of Patient IDs without issuer. Default: `<baseUri>/sid/mrn`.")
    private String patientSystem;

    @UriParam(
            defaultValue = "MR",
            description = "Type of Patient IDs whose object does not say, a code of HL7 table 0203.")
    private String patientIdType = "MR";

    @UriParam(
            description = "Where dates and times are from that have no Timezone Offset From UTC (0008,0201), such as"
                    + " `Europe/Berlin`. Without it such times are left out: FHIR has no time without an offset.")
    private String zone;

    @UriParam(
            description = "Address of the DICOMweb server (WADO-RS) that has the images, without `/studies`: becomes an"
                    + " Endpoint. Default: none.")
    private String endpointAddress;

    @UriParam(description = "Name of that Endpoint, and what it is identified by. Default: its address.")
    private String endpointName;

    @UriParam(
            prefix = "system.",
            multiValue = true,
            description = "Systems by name, such as `system.HOSPITAL_A=https://a.example.org/mrn`: of issuers, of code"
                    + " schemes, of universal entity IDs that are no OID, UUID or URI.")
    private Map<String, Object> systems = new HashMap<>();

    @UriParam(
            defaultValue = "bundleJson",
            description = "`bundleJson`: a transaction with ImagingStudy, Patient and Endpoint, to be posted to a FHIR"
                    + " server. `bundle`: the same, HAPI's object. `json`, `resource`: ImagingStudy alone.")
    private FhirOutput output = FhirOutput.bundleJson;

    @UriParam(
            defaultValue = "true",
            description = "Whether ImagingStudy lists the instances. Series and numbers of instances it always has.")
    private boolean instances = true;

    @UriParam(
            defaultValue = "false",
            description =
                    "Whether the transaction puts ImagingStudy under an id that is made of the Study Instance UID,"
                            + " which the server must allow (update as create). By default it updates conditionally, by identifier.")
    private boolean clientIds;

    @UriParam(
            defaultValue = "false",
            description =
                    "Whether the patient's name, sex and birth date in the images replace those the server has. By"
                            + " default the transaction makes a Patient only where there is none.")
    private boolean patientUpdate;

    @UriParam(description = "`meta.source` of ImagingStudy: a URI that says who made it.")
    private String source;

    private final LongAdder skippedValues = new LongAdder();

    DicomFhirEndpoint(String uri, DicomFhirComponent component, FhirOperation operation) {
        super(uri, component);
        this.operation = operation;
    }

    @Override
    public Producer createProducer() {
        FhirLibrary.require(getCamelContext().getClassResolver());
        return new DicomFhirProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("dicom-fhir:" + operation + ": nothing comes from it, use it in to");
    }

    FhirOptions options() {
        Map<String, String> byName = new HashMap<>();
        systems.forEach((name, system) -> byName.put(name, String.valueOf(system)));
        return new FhirOptions(
                baseUri,
                patientSystem,
                patientIdType,
                zone == null ? null : ZoneId.of(zone),
                endpointAddress,
                endpointName,
                byName,
                instances,
                clientIds,
                patientUpdate,
                source);
    }

    void countSkipped(int values) {
        skippedValues.add(values);
    }

    @ManagedAttribute(description = "Optional attributes whose values could not be used, since the start")
    public long getSkippedValues() {
        return skippedValues.sum();
    }

    public FhirOperation getOperation() {
        return operation;
    }

    public String getBaseUri() {
        return baseUri;
    }

    public void setBaseUri(String baseUri) {
        this.baseUri = baseUri;
    }

    public String getPatientSystem() {
        return patientSystem;
    }

    public void setPatientSystem(String patientSystem) {
        this.patientSystem = patientSystem;
    }

    public String getPatientIdType() {
        return patientIdType;
    }

    public void setPatientIdType(String patientIdType) {
        this.patientIdType = patientIdType;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone=" + zone + ": must be such as Europe/Berlin or +01:00", e);
        }
        this.zone = zone;
    }

    public String getEndpointAddress() {
        return endpointAddress;
    }

    public void setEndpointAddress(String endpointAddress) {
        this.endpointAddress = endpointAddress;
    }

    public String getEndpointName() {
        return endpointName;
    }

    public void setEndpointName(String endpointName) {
        this.endpointName = endpointName;
    }

    public Map<String, Object> getSystems() {
        return systems;
    }

    public void setSystems(Map<String, Object> systems) {
        this.systems = systems;
    }

    public FhirOutput getOutput() {
        return output;
    }

    public void setOutput(FhirOutput output) {
        this.output = output;
    }

    public boolean isInstances() {
        return instances;
    }

    public void setInstances(boolean instances) {
        this.instances = instances;
    }

    public boolean isClientIds() {
        return clientIds;
    }

    public void setClientIds(boolean clientIds) {
        this.clientIds = clientIds;
    }

    public boolean isPatientUpdate() {
        return patientUpdate;
    }

    public void setPatientUpdate(boolean patientUpdate) {
        this.patientUpdate = patientUpdate;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }
}
