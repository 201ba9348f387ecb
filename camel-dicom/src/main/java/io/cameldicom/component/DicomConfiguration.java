package io.cameldicom.component;

import io.cameldicom.component.transcode.OnImpossible;
import io.cameldicom.component.transcode.Transcoding;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.service.ApplicationEntity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of {@code dicom:} endpoints. Each is checked when it is set, so that a wrong one fails when the route
 * starts and not at the first image. Not thread-safe; an endpoint has its own copy.
 */
@UriParams
public class DicomConfiguration extends PrinterOptions implements Cloneable {

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
            label = "common",
            description = "Transfer syntaxes, a comma list in order of preference: names (`JPEGLSLossless`), UIDs, or"
                    + " groups (`uncompressed`, `lossless`, `lossy`, `jpeg`, `jpeg-ls`, `jpeg-2000`, `htj2k`, `rle`,"
                    + " `deflated`, `video`, `all`). Consumer: those accepted; default every one, in the requestor's"
                    + " order, so that objects arrive as they are. Producer: those proposed; default the object's own,"
                    + " then the uncompressed ones.")
    private String transferSyntaxes;

    @UriParam(
            label = "producer",
            defaultValue = "auto",
            description = "Whether to convert the transfer syntax. `auto`: only if the peer did not accept the"
                    + " object's own (to an uncompressed transfer syntax, otherwise to a lossless compressed one);"
                    + " `never`; or the name or UID of one to convert to always, such as `JPEGLSLossless`.")
    private String transcode = "auto";

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether converting may lose information, which makes another SOP instance of the object:"
                    + " with `transcode` naming a lossy transfer syntax, or with lossy ones among `transferSyntaxes`.")
    private boolean allowLossy;

    @UriParam(
            label = "producer,advanced",
            description = "Parameters of the encoder of the transfer syntax that `transcode` names, a comma list such"
                    + " as `quality=80,chroma=444`; see `dicom-transcode:`.")
    private String transcodeParameters;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "pass",
            description = "What to do with an object that cannot be converted to the transfer syntax that `transcode`"
                    + " names, such as a video: `pass` offers it to the peer as it is, `fail` fails the exchange with"
                    + " the reason.")
    private OnImpossible transcodeOnImpossible = OnImpossible.pass;

    @UriParam(
            label = "common",
            description =
                    "SOP classes, a comma list of names (`CTImageStorage`), UIDs, or either with an asterisk at the end."
                            + " Consumer: those accepted; default any storage class, private and unknown ones included."
                            + " Producer: storage classes to propose besides the object's own, so that a mixed study goes over"
                            + " one association; names and UIDs only.")
    private String sopClasses;

    @UriParam(
            label = "consumer,security",
            description =
                    "AE titles that may call, a comma list; an asterisk stands for any characters, a question mark for one. Others are rejected 1/1/3"
                            + " (calling AE title not recognized) before any data. Default: any.")
    private String allowedCallingAeTitles;

    @UriParam(
            label = "consumer,security",
            description = "Addresses that may call, a comma list of IP addresses and networks (`10.1.0.0/16`). Others"
                    + " are rejected 1/1/3 before any data. Default: any.")
    private String allowedRemoteAddresses;

    @UriParam(
            label = "common,advanced",
            defaultValue = "1",
            description =
                    "Operations this side may have outstanding in one association (asynchronous operations window, PS3.7"
                            + " D.3.3.3), 1 to 1000; the peer may lower it. With more than one, producers send several objects over"
                            + " one association before the first is answered.")
    private int maxOpsInvoked = 1;

    @UriParam(
            label = "common,advanced",
            defaultValue = "1",
            description =
                    "Operations the peer may have outstanding in one association, 1 to 1000. A consumer performs as many"
                            + " side by side, each on a thread of its own; so they may finish in another order than they came.")
    private int maxOpsPerformed = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "100",
            description = "Associations open at one time, 1 to 10000. Above it associations are rejected 2/3/2 (local"
                    + " limit exceeded), which tells the requestor to try again. Consumers that share a port have"
                    + " the same number.")
    private int maxAssociations = 100;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "Associations open at one time for each calling AE title, 0 (no limit of its own) to 10000."
                    + " Above it associations are rejected 2/3/2.")
    private int maxAssociationsPerAeTitle;

    @UriParam(
            label = "producer",
            defaultValue = "4",
            description = "Associations to one peer at one time, 1 to 1000. Messages beyond wait for one to be free.")
    private int associationPoolSize = 4;

    @UriParam(
            label = "producer",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "How long an association is kept for the next message before it is released; 0 releases it"
                    + " after each message.")
    private long associationLinger = 5_000;

    @UriParam(
            label = "producer",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "How long to wait for the TCP connection; above 0.")
    private long connectTimeout = 5_000;

    @UriParam(
            label = "common,advanced",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "The ARTIM timer (PS3.8 9.1.5): how long a connection may stay without an association"
                    + " request, or open after it was rejected or aborted; above 0.")
    private long artimTimeout = 10_000;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "How long to wait for the peer to accept or reject an association; above 0.")
    private long associateTimeout = 30_000;

    @UriParam(
            label = "common,advanced",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "How long to wait for the answer to a release request; above 0.")
    private long releaseTimeout = 5_000;

    @UriParam(
            label = "producer",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description = "How long to wait for the answer to a request without an object, such as C-ECHO; above 0.")
    private long responseTimeout = 60_000;

    @UriParam(
            label = "producer",
            defaultValue = "300s",
            javaType = "java.time.Duration",
            description = "How long to wait for the answer to a C-STORE after the last byte was sent; above 0.")
    private long storeTimeout = 300_000;

    @UriParam(
            label = "producer",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description =
                    "How long `operation=commit` waits for the report after the peer has taken the request; above 0."
                            + " Archives that commit at night need a consumer with `service=commit` instead of a wait.")
    private long commitTimeout = 60_000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "6",
            description =
                    "How often `service=commit` tries to report on a storage commitment, 1 to 1000 times; 150 are about a"
                            + " day with the default delay.")
    private int commitReportAttempts = 6;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description =
                    "How long `service=commit` waits before it tries a second time to report; twice as long before"
                            + " each later attempt, up to ten minutes; above 0.")
    private long commitReportDelay = 10_000;

    @UriParam(
            label = "consumer",
            description =
                    "Directory where `service=commit` keeps its reports until they are delivered, so that they go out"
                            + " after a restart too; of each consumer its own. Default: in memory only.")
    private String commitReportDirectory;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "Where `service=mpps` keeps the status of procedure steps by their UIDs, a bean such as Camel's"
                            + " `FileStateRepository`. Default: in memory, of the 10,000 steps used last.")
    private StateRepository<String, String> procedureStepStates;

    @UriParam(
            label = "consumer",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description = "How long an association may be silent before it is aborted; above 0. Time that a route takes"
                    + " does not count.")
    private long idleTimeout = 60_000;

    @UriParam(
            label = "common,advanced",
            defaultValue = "131072",
            description = "Longest P-DATA PDU this side takes, in bytes (PS3.8 D.1): 0 announces no limit, otherwise"
                    + " 4096 to 16777216. A longer PDU than announced aborts the association before memory is taken.")
    private int maxPduLength = 131_072;

    @UriParam(
            label = "consumer",
            defaultValue = "16GiB",
            description = "Largest data set taken, in bytes or with a unit (`500MiB`), at least 1024. A larger one is"
                    + " answered A700 (out of resources); the association stays usable, unless the data set goes on to"
                    + " more than twice the size.")
    private String maxObjectSize = "16GiB";

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "256MiB",
            description =
                    "Longest value of one element before the pixel data that is read from the spool into memory,"
                            + " in bytes or with a unit, at least 1024. A longer one is answered C000 (cannot understand); the association stays usable.")
    private String maxElementLength = "256MiB";

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "64",
            description = "How deep sequences may nest, 1 to 512. Deeper ones are answered C000; the association stays"
                    + " usable.")
    private int maxSequenceDepth = 64;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "true",
            description = "Whether to take objects that are not quite as the standard has them: values of odd length,"
                    + " elements out of order, a data set that is not in the transfer syntax negotiated. Each such thing"
                    + " is logged once for each calling AE title. If false they are answered C000 (cannot understand);"
                    + " the association stays usable.")
    private boolean lenient = true;

    @UriParam(
            label = "consumer",
            description = "Folder for objects while they pass through, created if missing. Files in it have random"
                    + " names and are deleted when the last exchange that uses them is done; what a crash leaves is"
                    + " cleaned up at the next start. Default: the temporary folder of the JVM. Must be set for"
                    + " `ackMode=spooled`. Set for the component it also holds for streams that producers send.")
    private String spoolDirectory;

    @UriParam(
            label = "consumer",
            defaultValue = "128KiB",
            description = "Objects up to this size stay in memory, larger ones go to the spool directory while being"
                    + " received; in bytes or with a unit, 0 to 16MiB. The heap must have room for two of this size for"
                    + " each association, and for those that exchanges hold longer. A route that only forwards and has"
                    + " the memory is faster with `1MiB`.")
    private String spoolThreshold = "128KiB";

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description = "Whether files are forced to the disk. With `ackMode=spooled` file and directory are synced"
                    + " before the answer. With `ackMode=processed` the route answers for its own files; a file made"
                    + " with `DicomObject.saveTo` is synced, with its directory, before the call returns.")
    private boolean fsync = true;

    @UriParam(
            label = "consumer",
            defaultValue = "processed",
            description = "When a C-STORE is answered. `processed`: when the route is done, with its result."
                    + " `spooled`: when the object is on disk; the route runs after it, and again at the next start if"
                    + " a crash cut it off.")
    private AckMode ackMode = AckMode.processed;

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

    public String getTransferSyntaxes() {
        return transferSyntaxes;
    }

    public void setTransferSyntaxes(String transferSyntaxes) {
        resolve("transferSyntaxes", transferSyntaxes);
        this.transferSyntaxes = transferSyntaxes;
    }

    /** The option {@code transferSyntaxes} resolved, in order of preference; empty if it is not set. */
    public List<TransferSyntax> transferSyntaxList() {
        return transferSyntaxes == null ? List.of() : resolve("transferSyntaxes", transferSyntaxes);
    }

    public String getTranscode() {
        return transcode;
    }

    public void setTranscode(String transcode) {
        if (!transcode.equalsIgnoreCase("auto") && !transcode.equalsIgnoreCase("never")) {
            TransferSyntax target = target(transcode);
            if (target.encapsulated()
                    && PixelCodecs.installed().encoderOf(target.uid()).isEmpty()) {
                throw new IllegalArgumentException("transcode=" + transcode + ": there is no encoder for " + target);
            }
        }
        this.transcode = transcode;
    }

    private static TransferSyntax target(String name) {
        try {
            return Transcoding.target(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "transcode=" + name + ": must be auto, never, or one transfer syntax; " + e.getMessage(), e);
        }
    }

    public boolean isAllowLossy() {
        return allowLossy;
    }

    public void setAllowLossy(boolean allowLossy) {
        this.allowLossy = allowLossy;
    }

    public String getTranscodeParameters() {
        return transcodeParameters;
    }

    public void setTranscodeParameters(String transcodeParameters) {
        this.transcodeParameters = transcodeParameters;
    }

    public OnImpossible getTranscodeOnImpossible() {
        return transcodeOnImpossible;
    }

    public void setTranscodeOnImpossible(OnImpossible transcodeOnImpossible) {
        this.transcodeOnImpossible = transcodeOnImpossible;
    }

    /**
     * The conversion of every object, or null.
     *
     * @throws IllegalArgumentException if the parameters are not those of the transfer syntax
     */
    Transcoding transcoding() {
        if (transcode.equalsIgnoreCase("auto") || transcode.equalsIgnoreCase("never")) {
            if (transcodeParameters != null) {
                throw new IllegalArgumentException("transcodeParameters=" + transcodeParameters
                        + ": goes with a transfer syntax in transcode, not with transcode=" + transcode);
            }
            return null;
        }
        TransferSyntax target = target(transcode);
        try {
            return new Transcoding(target, allowLossy, Transcoding.parameters(target, transcodeParameters, null));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("transcodeParameters=" + transcodeParameters + ": " + e.getMessage(), e);
        }
    }

    /** The conversion to a transfer syntax the peer has accepted. */
    Transcoding transcodingTo(TransferSyntax accepted) {
        Transcoding named = transcoding();
        return named != null && named.target().equals(accepted)
                ? named
                : new Transcoding(accepted, allowLossy, CodecParameters.DEFAULTS);
    }

    /** Whether an object may be converted when the peer did not accept its own transfer syntax. */
    boolean mayTranscode() {
        return !transcode.equalsIgnoreCase("never");
    }

    public String getSopClasses() {
        return sopClasses;
    }

    public void setSopClasses(String sopClasses) {
        SopClassSelection.of(sopClasses);
        this.sopClasses = sopClasses;
    }

    public String getAllowedCallingAeTitles() {
        return allowedCallingAeTitles;
    }

    public void setAllowedCallingAeTitles(String allowedCallingAeTitles) {
        this.allowedCallingAeTitles = allowedCallingAeTitles;
    }

    public String getAllowedRemoteAddresses() {
        return allowedRemoteAddresses;
    }

    public void setAllowedRemoteAddresses(String allowedRemoteAddresses) {
        try {
            ApplicationEntity.builder(ApplicationEntity.ANY)
                    .allowedRemoteAddresses(list(allowedRemoteAddresses))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "allowedRemoteAddresses=" + allowedRemoteAddresses + ": " + e.getMessage(), e);
        }
        this.allowedRemoteAddresses = allowedRemoteAddresses;
    }

    public int getMaxOpsInvoked() {
        return maxOpsInvoked;
    }

    public void setMaxOpsInvoked(int maxOpsInvoked) {
        this.maxOpsInvoked = inRange("maxOpsInvoked", maxOpsInvoked, 1, 1_000);
    }

    public int getMaxOpsPerformed() {
        return maxOpsPerformed;
    }

    public void setMaxOpsPerformed(int maxOpsPerformed) {
        this.maxOpsPerformed = inRange("maxOpsPerformed", maxOpsPerformed, 1, 1_000);
    }

    public int getMaxAssociations() {
        return maxAssociations;
    }

    public void setMaxAssociations(int maxAssociations) {
        this.maxAssociations = inRange("maxAssociations", maxAssociations, 1, 10_000);
    }

    public int getMaxAssociationsPerAeTitle() {
        return maxAssociationsPerAeTitle;
    }

    public void setMaxAssociationsPerAeTitle(int maxAssociationsPerAeTitle) {
        this.maxAssociationsPerAeTitle = inRange("maxAssociationsPerAeTitle", maxAssociationsPerAeTitle, 0, 10_000);
    }

    public int getAssociationPoolSize() {
        return associationPoolSize;
    }

    public void setAssociationPoolSize(int associationPoolSize) {
        this.associationPoolSize = inRange("associationPoolSize", associationPoolSize, 1, 1_000);
    }

    public long getAssociationLinger() {
        return associationLinger;
    }

    public void setAssociationLinger(long associationLinger) {
        if (associationLinger < 0) {
            throw new IllegalArgumentException("associationLinger=" + associationLinger
                    + ": must be 0 (release after each message) or a duration such as 5s");
        }
        this.associationLinger = associationLinger;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = finite("connectTimeout", connectTimeout);
    }

    public long getArtimTimeout() {
        return artimTimeout;
    }

    public void setArtimTimeout(long artimTimeout) {
        this.artimTimeout = finite("artimTimeout", artimTimeout);
    }

    public long getAssociateTimeout() {
        return associateTimeout;
    }

    public void setAssociateTimeout(long associateTimeout) {
        this.associateTimeout = finite("associateTimeout", associateTimeout);
    }

    public long getReleaseTimeout() {
        return releaseTimeout;
    }

    public void setReleaseTimeout(long releaseTimeout) {
        this.releaseTimeout = finite("releaseTimeout", releaseTimeout);
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = finite("responseTimeout", responseTimeout);
    }

    public long getStoreTimeout() {
        return storeTimeout;
    }

    public void setStoreTimeout(long storeTimeout) {
        this.storeTimeout = finite("storeTimeout", storeTimeout);
    }

    public long getCommitTimeout() {
        return commitTimeout;
    }

    public void setCommitTimeout(long commitTimeout) {
        this.commitTimeout = finite("commitTimeout", commitTimeout);
    }

    public int getCommitReportAttempts() {
        return commitReportAttempts;
    }

    public void setCommitReportAttempts(int commitReportAttempts) {
        this.commitReportAttempts = inRange("commitReportAttempts", commitReportAttempts, 1, 1000);
    }

    public long getCommitReportDelay() {
        return commitReportDelay;
    }

    public void setCommitReportDelay(long commitReportDelay) {
        this.commitReportDelay = finite("commitReportDelay", commitReportDelay);
    }

    public String getCommitReportDirectory() {
        return commitReportDirectory;
    }

    public void setCommitReportDirectory(String commitReportDirectory) {
        this.commitReportDirectory = commitReportDirectory;
    }

    public StateRepository<String, String> getProcedureStepStates() {
        return procedureStepStates;
    }

    public void setProcedureStepStates(StateRepository<String, String> procedureStepStates) {
        this.procedureStepStates = procedureStepStates;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = finite("idleTimeout", idleTimeout);
    }

    public int getMaxPduLength() {
        return maxPduLength;
    }

    public void setMaxPduLength(int maxPduLength) {
        if (maxPduLength != 0) {
            inRange("maxPduLength", maxPduLength, 4_096, 16_777_216);
        }
        this.maxPduLength = maxPduLength;
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

    public String getMaxElementLength() {
        return maxElementLength;
    }

    public void setMaxElementLength(String maxElementLength) {
        DataSize.parse("maxElementLength", maxElementLength, 1_024);
        this.maxElementLength = maxElementLength;
    }

    long maxElementBytes() {
        return DataSize.parse("maxElementLength", maxElementLength, 1_024);
    }

    public int getMaxSequenceDepth() {
        return maxSequenceDepth;
    }

    public void setMaxSequenceDepth(int maxSequenceDepth) {
        this.maxSequenceDepth = inRange("maxSequenceDepth", maxSequenceDepth, 1, 512);
    }

    public boolean isLenient() {
        return lenient;
    }

    public void setLenient(boolean lenient) {
        this.lenient = lenient;
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
        long bytes = DataSize.parse("spoolThreshold", spoolThreshold, 0);
        if (bytes > 16 << 20) {
            throw new IllegalArgumentException(
                    "spoolThreshold=" + spoolThreshold + ": must be 0 to 16MiB, larger objects do not stay in memory");
        }
        this.spoolThreshold = spoolThreshold;
    }

    int spoolThresholdBytes() {
        return (int) DataSize.parse("spoolThreshold", spoolThreshold, 0);
    }

    Spool spool(SpoolDirectories directories) {
        Path parent = spoolDirectory == null ? Spool.temporaryFolder() : Path.of(spoolDirectory);
        return new Spool(directories, parent, spoolThresholdBytes());
    }

    public boolean isFsync() {
        return fsync;
    }

    public void setFsync(boolean fsync) {
        this.fsync = fsync;
    }

    /** @throws IllegalArgumentException if what is acknowledged early would have no place to stay */
    void requireSpoolDirectory() {
        if (ackMode == AckMode.spooled && spoolDirectory == null) {
            throw new IllegalArgumentException("ackMode=spooled needs the option spoolDirectory: what was acknowledged"
                    + " lives there until it is routed, and the temporary folder is no place for that");
        }
    }

    public AckMode getAckMode() {
        return ackMode;
    }

    public void setAckMode(AckMode ackMode) {
        this.ackMode = ackMode;
    }

    DicomConfiguration copy() {
        try {
            return (DicomConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** The entries of a comma list, trimmed, none of them empty. */
    static List<String> list(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::trim)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }

    private static List<TransferSyntax> resolve(String option, String names) {
        Set<TransferSyntax> resolved = new LinkedHashSet<>();
        for (String name : list(names)) {
            try {
                resolved.addAll(TransferSyntax.resolve(name));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(option + "=" + names + ": " + e.getMessage(), e);
            }
        }
        return new ArrayList<>(resolved);
    }

    static int inRange(String option, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(option + "=" + value + ": must be " + lowest + " to " + highest);
        }
        return value;
    }

    static long finite(String option, long millis) {
        if (millis <= 0) {
            throw new IllegalArgumentException(
                    option + "=" + millis + ": must be a duration above 0 such as 30s; there is no unlimited wait");
        }
        return millis;
    }
}
