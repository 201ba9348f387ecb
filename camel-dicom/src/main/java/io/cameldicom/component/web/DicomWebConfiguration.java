package io.cameldicom.component.web;

import io.cameldicom.component.DataSize;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of {@code dicom-web:} endpoints: those of both sides here, those of producers in {@link HttpConfiguration},
 * those of consumers in {@link WebServiceConfiguration}. Not thread-safe; an endpoint has its own copy.
 */
@UriParams
public class DicomWebConfiguration extends HttpConfiguration implements Cloneable {

    @UriParam(
            label = "producer",
            defaultValue = "stow",
            description = "What to ask of the server: `stow` stores the objects in the body, `qido` searches by the"
                    + " identifier in the body, `wado` retrieves instances, `metadata` their data sets without bulk data,"
                    + " `frames` frames of one instance, `rendered` a picture. The header `CamelDicomWebOperation`"
                    + " overrides it.")
    private WebOperation operation = WebOperation.stow;

    @UriParam(
            label = "common",
            defaultValue = "16GiB",
            description = "Largest object received, in bytes or with a unit (`500MiB`), at least 1024.")
    private String maxObjectSize = "16GiB";

    @UriParam(
            label = "common",
            description =
                    "Folder where received objects go that do not fit into memory. Default: the temporary folder of"
                            + " the JVM.")
    private String spoolDirectory;

    @UriParam(
            label = "common,advanced",
            defaultValue = "128KiB",
            description = "Received objects up to this size stay in memory, larger ones go to the spool directory;"
                    + " 0 to 16MiB.")
    private String spoolThreshold = "128KiB";

    @UriParam(
            label = "common,advanced",
            defaultValue = "true",
            description = "Whether files made of received objects by `saveTo` are forced to the disk.")
    private boolean fsync = true;

    DicomWebConfiguration copy() {
        try {
            return (DicomWebConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public WebOperation getOperation() {
        return operation;
    }

    public void setOperation(WebOperation operation) {
        this.operation = operation;
    }

    public String getMaxObjectSize() {
        return maxObjectSize;
    }

    public void setMaxObjectSize(String maxObjectSize) {
        DataSize.parse("maxObjectSize", maxObjectSize, 1_024);
        this.maxObjectSize = maxObjectSize;
    }

    long maxObjectBytes() {
        return DataSize.parse("maxObjectSize", maxObjectSize, 1_024);
    }

    public String getSpoolDirectory() {
        return spoolDirectory;
    }

    public void setSpoolDirectory(String spoolDirectory) {
        this.spoolDirectory = spoolDirectory;
    }

    public String getSpoolThreshold() {
        return spoolThreshold;
    }

    public void setSpoolThreshold(String spoolThreshold) {
        if (DataSize.parse("spoolThreshold", spoolThreshold, 0) > 16 << 20) {
            throw new IllegalArgumentException(
                    "spoolThreshold=" + spoolThreshold + ": must be 0 to 16MiB, larger objects do not stay in memory");
        }
        this.spoolThreshold = spoolThreshold;
    }

    int spoolThresholdBytes() {
        return (int) DataSize.parse("spoolThreshold", spoolThreshold, 0);
    }

    public boolean isFsync() {
        return fsync;
    }

    public void setFsync(boolean fsync) {
        this.fsync = fsync;
    }
}
