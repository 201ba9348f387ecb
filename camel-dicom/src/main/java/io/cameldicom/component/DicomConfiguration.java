package io.cameldicom.component;

import java.util.Set;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of {@code dicom:} endpoints. Each is checked when it is set, so that a wrong one fails when the route
 * starts and not at the first image. Not thread-safe; an endpoint has its own copy.
 */
@UriParams
public class DicomConfiguration extends CommitConfiguration implements Cloneable {

    @UriParam(
            label = "consumer",
            defaultValue = "store",
            description =
                    "The services offered, a comma list. `store` receives objects (C-STORE, PS3.4 Annex B),"
                            + " `find` and `worklist` answer queries (C-FIND), `move` and `get` send objects (C-MOVE, C-GET),"
                            + " `commit` promises to keep instances (storage commitment), `mpps` hears how procedure steps go,"
                            + " `ian` which instances are available, `print` is a printer (print management); `all` is every service of this version. C-ECHO (Verification) is always answered.")
    private String service = "store";

    @UriParam(
            label = "producer",
            defaultValue = "store",
            description =
                    "What to ask of the peer: `store` sends the body (C-STORE), `echo` asks whether it answers"
                            + " (C-ECHO), `find` and `worklist` ask for matches (C-FIND), `move` has the peer send objects to a"
                            + " third system (C-MOVE), `get` fetches them (C-GET), `commit` asks whether it keeps instances (storage commitment), `mpps` says how a"
                            + " procedure step goes, `ian` which instances are available, `print` prints a `PrintJob` or images, `nCreate`, `nSet`, `nGet`, `nAction`,"
                            + " `nDelete` and `nEventReport` are the requests on any normalized SOP class. The header `CamelDicomOperation` overrides it.")
    private DicomOperation operation = DicomOperation.store;

    @UriParam(
            label = "producer",
            description = "AE title by which this side calls the peer, 1 to 16 characters. Default: the component's"
                    + " `aeTitle`.")
    private String callingAeTitle;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether the header `CamelDicomCallingAeTitle` may override `callingAeTitle`. Off by default,"
                    + " because a message that came from another consumer carries that header.")
    private boolean allowAeTitleOverride;

    @UriParam(
            label = "producer",
            defaultValue = "300s",
            javaType = "java.time.Duration",
            description = "How long to wait for the answer to a C-STORE after the last byte was sent; above 0.")
    private long storeTimeout = 300_000;

    public String getService() {
        return service;
    }

    public void setService(String service) {
        DicomService.listed(service);
        this.service = service;
    }

    /** The services of {@link #getService}. */
    public Set<DicomService> services() {
        return DicomService.listed(service);
    }

    public DicomOperation getOperation() {
        return operation;
    }

    public void setOperation(DicomOperation operation) {
        this.operation = operation;
    }

    public String getCallingAeTitle() {
        return callingAeTitle;
    }

    public void setCallingAeTitle(String callingAeTitle) {
        this.callingAeTitle = AeTitles.check("callingAeTitle", callingAeTitle);
    }

    public boolean isAllowAeTitleOverride() {
        return allowAeTitleOverride;
    }

    public void setAllowAeTitleOverride(boolean allowAeTitleOverride) {
        this.allowAeTitleOverride = allowAeTitleOverride;
    }

    public long getStoreTimeout() {
        return storeTimeout;
    }

    public void setStoreTimeout(long storeTimeout) {
        this.storeTimeout = OptionValues.finite("storeTimeout", storeTimeout);
    }

    DicomConfiguration copy() {
        try {
            return (DicomConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
