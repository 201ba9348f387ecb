package io.cameldicom.component.web;

import io.cameldicom.component.DataSize;
import io.cameldicom.component.OutputType;
import io.cameldicom.web.MediaType;
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
            label = "producer",
            defaultValue = "500",
            description =
                    "How many results `qido` asks for at a time, 0 (all at once) to 100000. The next page is asked for when the results are taken.")
    private int pageSize = 500;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether `qido` asks for fuzzy matching of person names, which not all servers do.")
    private boolean fuzzyMatching;

    @UriParam(
            label = "producer",
            description =
                    "What `qido` searches and `wado` retrieves: STUDY, SERIES or IMAGE, where neither the identifier nor the header `CamelDicomQueryLevel` says. Default: the level of the lowest UID in the identifier.")
    private String queryLevel;

    @UriParam(
            label = "producer",
            defaultValue = "iterator",
            description =
                    "How the results of `qido`, `metadata`, `wado` and `frames` come: `iterator` takes from the server what is asked of it, to be used within the exchange; `list` has all.")
    private OutputType outputType = OutputType.iterator;

    @UriParam(
            label = "producer",
            description =
                    "Endpoint to which `wado` sends each object as it comes, in an exchange of its own; the body is then the result, with its counts.")
    private String storeTo;

    @UriParam(
            label = "producer",
            description =
                    "Transfer syntaxes to ask for, a comma list of names or UIDs in order of preference; the server converts. Default: `wado` takes objects as the server has them, `frames` asks for uncompressed ones (an asterisk: as the server has them).")
    private String transferSyntaxes;

    @UriParam(
            label = "producer",
            defaultValue = "auto",
            description =
                    "What `stow` converts. `auto`: what the server refuses for its transfer syntax is sent again as Explicit VR Little Endian; `never`; or the name or UID of a transfer syntax to convert to before, without loss; what cannot be converted goes as it is.")
    private String transcode = "auto";

    @UriParam(
            label = "producer",
            defaultValue = "100",
            description = "How many objects of a list or iterator `stow` sends in a request, 1 to 10000.")
    private int batchSize = 100;

    @UriParam(
            label = "producer",
            defaultValue = "1GiB",
            description =
                    "How many bytes `stow` sends in a request, in bytes or with a unit; a larger object goes alone.")
    private String batchBytes = "1GiB";

    @UriParam(
            label = "producer",
            description =
                    "Frames that `frames` retrieves and `rendered` renders, a comma list of numbers from 1 on. The header `CamelDicomWebFrames` overrides it. Default: the first for `frames`, the instance for `rendered`.")
    private String frames;

    @UriParam(
            label = "producer",
            defaultValue = "image/jpeg",
            description = "Media type of the picture `rendered` asks for, such as `image/png`.")
    private String renderedType = "image/jpeg";

    @UriParam(
            label = "producer",
            description =
                    "How `rendered` renders, parameters of PS3.18 8.3.5 joined by commas and semicolons, such as `viewport=512,512;quality=90;window=40,400,linear`.")
    private String renderedParameters;

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

    public int getPageSize() {
        return pageSize;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = (int) inRange("pageSize", pageSize, 0, 100_000);
    }

    public boolean isFuzzyMatching() {
        return fuzzyMatching;
    }

    public void setFuzzyMatching(boolean fuzzyMatching) {
        this.fuzzyMatching = fuzzyMatching;
    }

    public String getQueryLevel() {
        return queryLevel;
    }

    public void setQueryLevel(String queryLevel) {
        this.queryLevel = queryLevel;
    }

    public OutputType getOutputType() {
        return outputType;
    }

    public void setOutputType(OutputType outputType) {
        this.outputType = outputType;
    }

    public String getStoreTo() {
        return storeTo;
    }

    public void setStoreTo(String storeTo) {
        this.storeTo = storeTo;
    }

    public String getTransferSyntaxes() {
        return transferSyntaxes;
    }

    public void setTransferSyntaxes(String transferSyntaxes) {
        WebSyntaxes.resolve(transferSyntaxes);
        this.transferSyntaxes = transferSyntaxes;
    }

    public String getTranscode() {
        return transcode;
    }

    public void setTranscode(String transcode) {
        WebSyntaxes.target(transcode);
        this.transcode = transcode;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = (int) inRange("batchSize", batchSize, 1, 10_000);
    }

    public String getBatchBytes() {
        return batchBytes;
    }

    public void setBatchBytes(String batchBytes) {
        DataSize.parse("batchBytes", batchBytes, 1);
        this.batchBytes = batchBytes;
    }

    long batchByteCount() {
        return DataSize.parse("batchBytes", batchBytes, 1);
    }

    public String getFrames() {
        return frames;
    }

    public void setFrames(String frames) {
        FrameNumbers.check(frames);
        this.frames = frames;
    }

    public String getRenderedType() {
        return renderedType;
    }

    public void setRenderedType(String renderedType) {
        MediaType.parse(renderedType);
        this.renderedType = renderedType;
    }

    public String getRenderedParameters() {
        return renderedParameters;
    }

    public void setRenderedParameters(String renderedParameters) {
        this.renderedParameters = renderedParameters;
    }
}
