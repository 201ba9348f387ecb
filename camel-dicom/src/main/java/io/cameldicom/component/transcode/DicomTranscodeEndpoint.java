package io.cameldicom.component.transcode;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.dict.TransferSyntax;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Convert DICOM objects to another transfer syntax: compress, decompress, recompress.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dicom-transcode",
        title = "DICOM Transcode",
        syntax = "dicom-transcode:transferSyntax",
        producerOnly = true,
        remote = false,
        category = {Category.HEALTH, Category.TRANSFORMATION},
        headersClass = DicomConstants.class)
public class DicomTranscodeEndpoint extends DefaultEndpoint {

    @UriPath(
            description = "The transfer syntax wanted: a name (`JPEGLSLossless`, or `jpeg-ls-lossless`) or a UID"
                    + " (`1.2.840.10008.1.2.4.80`).")
    @Metadata(required = true)
    private final String transferSyntax;

    @UriParam(
            defaultValue = "false",
            description = "Whether pixels may lose information. What is compressed with loss becomes another SOP"
                    + " instance, with a UID of its own and the attributes that tell (0028,2110). Off by default: a"
                    + " conversion that would lose something is impossible then.")
    private boolean allowLossy;

    @UriParam(
            description = "Quality of lossy compression, 1 to 100; what it means is the codec's. Default: the codec's.")
    private Integer quality;

    @UriParam(
            label = "advanced",
            description = "Parameters of the encoder, a comma list such as `chroma=444` or `predictor=6`; see the list"
                    + " in the documentation.")
    private String parameters;

    @UriParam(
            defaultValue = "pass",
            description = "What to do with an object that cannot be converted (video, float pixel data, a broken frame,"
                    + " pixels the codec is not made for): `pass` it on as it is, the header `CamelDicomTranscoding`"
                    + " says `impossible`; or `fail` the exchange with the reason.")
    private OnImpossible onImpossible = OnImpossible.pass;

    private Transcoding transcoding;

    DicomTranscodeEndpoint(String uri, DicomTranscodeComponent component, String transferSyntax) {
        super(uri, component);
        this.transferSyntax = transferSyntax;
    }

    @Override
    public Producer createProducer() {
        return new DicomTranscodeProducer(this, new MessageTranscoder(transcoding, onImpossible));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "dicom-transcode:" + transferSyntax + ": nothing comes from it, use it in to");
    }

    /** Resolves name and parameters, so that a mistake stops the start. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        try {
            TransferSyntax target = Transcoding.target(transferSyntax);
            if (target.encapsulated()
                    && PixelCodecs.installed().encoderOf(target.uid()).isEmpty()) {
                throw new IllegalArgumentException("there is no encoder for " + target);
            }
            transcoding = new Transcoding(target, allowLossy, Transcoding.parameters(target, parameters, quality));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dicom-transcode:" + transferSyntax + ": " + e.getMessage(), e);
        }
    }

    public String getTransferSyntax() {
        return transferSyntax;
    }

    public boolean isAllowLossy() {
        return allowLossy;
    }

    public void setAllowLossy(boolean allowLossy) {
        this.allowLossy = allowLossy;
    }

    public Integer getQuality() {
        return quality;
    }

    public void setQuality(Integer quality) {
        this.quality = quality;
    }

    public String getParameters() {
        return parameters;
    }

    public void setParameters(String parameters) {
        this.parameters = parameters;
    }

    public OnImpossible getOnImpossible() {
        return onImpossible;
    }

    public void setOnImpossible(OnImpossible onImpossible) {
        this.onImpossible = onImpossible;
    }
}
