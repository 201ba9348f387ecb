package io.cameldicom.component;

import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.query.QueryLevel;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of queries and retrievals. */
@UriParams
public abstract class QueryConfiguration extends AssociationConfiguration {

    @UriParam(
            label = "consumer,query",
            defaultValue = "patient,study,patientStudyOnly",
            description =
                    "Query/retrieve information models offered with the services `find`, `move` and `get`, a comma"
                            + " list: `patient`, `study`, `patientStudyOnly` (retired, still in the field),"
                            + " `compositeInstanceRoot`, `compositeInstanceWithoutBulkData`, `hangingProtocol`, `colorPalette`,"
                            + " `genericImplantTemplate`, `implantAssemblyTemplate`, `implantTemplateGroup`,"
                            + " `definedProcedureProtocol`, `protocolApproval`.")
    private String informationModels = "patient,study,patientStudyOnly";

    @UriParam(
            label = "producer,query",
            defaultValue = "study",
            description = "Query/retrieve information model to ask in, of those of `informationModels`. A header"
                    + " `CamelDicomSopClassUid` that is of a model overrides it, as it comes from a consumer.")
    private String informationModel = "study";

    @UriParam(
            label = "common,query",
            description = "What to negotiate for queries and retrievals (PS3.4 C.5), a comma list of `relational`,"
                    + " `combinedDateTime`, `fuzzyNames`, `timezone`, `emptyValues`, `multipleValues`. A producer proposes"
                    + " it; a consumer agrees to it when a peer proposes it, and the route must keep it:"
                    + " `dicom-query:filter` does. Default: nothing.")
    private String queryOptions;

    @UriParam(
            label = "consumer,query",
            defaultValue = "true",
            description = "Whether identifiers are checked against their information model before the route has them:"
                    + " a level the model has, one value for each unique key of the levels above. Wrong ones are answered"
                    + " A900 (identifier does not match SOP class).")
    private boolean validateIdentifier = true;

    @UriParam(
            label = "producer,query",
            description =
                    "Query/Retrieve Level (0008,0052) of identifiers that have none. Default: the lowest level of"
                            + " which the identifier has the unique key, else STUDY; PATIENT in the patient root without study.",
            enums = "PATIENT,STUDY,SERIES,IMAGE")
    private String queryLevel;

    @UriParam(
            label = "producer,query",
            description = "Attributes to ask for besides those in the identifier, a comma list of keywords, such as"
                    + " `PatientName,StudyDate,ModalitiesInStudy`.")
    private String returnKeys;

    @UriParam(
            label = "producer,query",
            defaultValue = "iterator",
            description =
                    "What the body is after `find`, `worklist` and `get`. `iterator`: takes matches and objects from"
                            + " the peer one by one, as `split(body()).streaming()` asks for them; it is closed, and the"
                            + " operation cancelled, when the exchange is done. `list`: all of them, in memory.")
    private OutputType outputType = OutputType.iterator;

    @UriParam(
            label = "producer,query",
            description =
                    "AE title to which the peer is to send the objects of a C-MOVE; the peer must know its address."
                            + " The header `CamelDicomMoveDestination` overrides it.")
    private String moveDestination;

    @UriParam(
            label = "producer,query",
            description =
                    "Where each object of a C-GET goes as it arrives, an endpoint URI such as `direct:incoming`, or"
                            + " `file:incoming?fileName=${header.CamelDicomSopInstanceUid}.dcm` for a folder. The object is"
                            + " acknowledged when that is done with it. Default: objects are the body, see `outputType`.")
    private String storeTo;

    @UriParam(
            label = "producer,query",
            defaultValue = "600s",
            javaType = "java.time.Duration",
            description = "How long to wait for the next response, or object, of a C-MOVE or C-GET; above 0. It begins"
                    + " anew with each, so a long transfer is no trouble. Some peers send no responses in between: they"
                    + " need the time of the whole transfer.")
    private long retrieveTimeout = 600_000;

    @UriParam(
            label = "consumer,query",
            description =
                    "Bean that knows the addresses of move destinations. Default: the one bean of this type in the"
                            + " registry, then the properties `dicom.destination.NAME=AET@host:port`.")
    @Metadata(javaType = "io.cameldicom.component.MoveDestinations")
    private MoveDestinations moveDestinations;

    public String getInformationModels() {
        return informationModels;
    }

    public void setInformationModels(String informationModels) {
        models(informationModels);
        this.informationModels = informationModels;
    }

    List<InformationModel> informationModelList() {
        return models(informationModels);
    }

    private static List<InformationModel> models(String names) {
        return OptionValues.list(names).stream()
                .map(name -> model("informationModels", name))
                .toList();
    }

    private static InformationModel model(String option, String name) {
        try {
            return InformationModel.named(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + "=" + name + ": " + e.getMessage(), e);
        }
    }

    public String getInformationModel() {
        return informationModel;
    }

    public void setInformationModel(String informationModel) {
        model("informationModel", informationModel);
        this.informationModel = informationModel;
    }

    InformationModel model() {
        return InformationModel.named(informationModel);
    }

    public String getQueryOptions() {
        return queryOptions;
    }

    public void setQueryOptions(String queryOptions) {
        NegotiatedOptions.of(queryOptions);
        this.queryOptions = queryOptions;
    }

    public boolean isValidateIdentifier() {
        return validateIdentifier;
    }

    public void setValidateIdentifier(boolean validateIdentifier) {
        this.validateIdentifier = validateIdentifier;
    }

    public String getQueryLevel() {
        return queryLevel;
    }

    public void setQueryLevel(String queryLevel) {
        if (QueryLevel.of(queryLevel) == null) {
            throw new IllegalArgumentException(
                    "queryLevel=" + queryLevel + ": must be one of " + Arrays.toString(QueryLevel.values()));
        }
        this.queryLevel = QueryLevel.of(queryLevel).name();
    }

    public String getReturnKeys() {
        return returnKeys;
    }

    public void setReturnKeys(String returnKeys) {
        ReturnKeys.tags(returnKeys);
        this.returnKeys = returnKeys;
    }

    public OutputType getOutputType() {
        return outputType;
    }

    public void setOutputType(OutputType outputType) {
        this.outputType = outputType;
    }

    public String getMoveDestination() {
        return moveDestination;
    }

    public void setMoveDestination(String moveDestination) {
        this.moveDestination = AeTitles.check("moveDestination", moveDestination);
    }

    public String getStoreTo() {
        return storeTo;
    }

    public void setStoreTo(String storeTo) {
        this.storeTo = storeTo;
    }

    public long getRetrieveTimeout() {
        return retrieveTimeout;
    }

    public void setRetrieveTimeout(long retrieveTimeout) {
        this.retrieveTimeout = OptionValues.finite("retrieveTimeout", retrieveTimeout);
    }

    public MoveDestinations getMoveDestinations() {
        return moveDestinations;
    }

    public void setMoveDestinations(MoveDestinations moveDestinations) {
        this.moveDestinations = moveDestinations;
    }
}
