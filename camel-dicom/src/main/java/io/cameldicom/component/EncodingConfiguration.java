package io.cameldicom.component;

import io.cameldicom.component.transcode.OnImpossible;
import io.cameldicom.component.transcode.Transcoding;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of SOP classes and transfer syntaxes: what is taken or proposed, and what is converted. */
@UriParams
public abstract class EncodingConfiguration extends PrinterOptions {

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

    private static List<TransferSyntax> resolve(String option, String names) {
        Set<TransferSyntax> resolved = new LinkedHashSet<>();
        for (String name : OptionValues.list(names)) {
            try {
                resolved.addAll(TransferSyntax.resolve(name));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(option + "=" + names + ": " + e.getMessage(), e);
            }
        }
        return new ArrayList<>(resolved);
    }
}
