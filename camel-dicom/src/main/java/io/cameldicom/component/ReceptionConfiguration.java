package io.cameldicom.component;

import java.nio.file.Path;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of objects that come in: how large they may be, how strictly they are read, where they wait and when they are answered. */
@UriParams
public abstract class ReceptionConfiguration extends EncodingConfiguration {

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
        this.maxSequenceDepth = OptionValues.inRange("maxSequenceDepth", maxSequenceDepth, 1, 512);
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
}
