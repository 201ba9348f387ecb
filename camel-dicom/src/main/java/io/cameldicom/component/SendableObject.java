package io.cameldicom.component;

import io.cameldicom.component.event.ConversionEvent;
import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.component.transcode.OnImpossible;
import io.cameldicom.component.transcode.TranscodeThreads;
import io.cameldicom.component.transcode.Transcoding;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.service.SopInstance;
import io.cameldicom.dicom.transcode.Conversion;
import io.cameldicom.dicom.transcode.TranscodeException;
import io.cameldicom.dicom.transcode.Transcoder;
import io.cameldicom.dicom.ul.PDataSink;
import io.cameldicom.dicom.ul.PDataSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.camel.CamelContext;

/** An object to send, and the transfer syntaxes it can be sent in. What is converted is converted while it is sent. */
final class SendableObject {

    private static final int BUFFER = 64 * 1024;

    /**
     * What is sent.
     *
     * @param conversion what is done to the object
     */
    record Rendition(SopInstance instance, Conversion conversion) {}

    private final DicomObject object;
    private final DicomConfiguration options;
    private final CamelContext context;
    private final TransferSyntax wanted;
    private final String impossible;

    /**
     * @param context lends a transcoder threads
     * @throws TranscodeException if the options name a transfer syntax, it cannot be made, and they do not let it pass
     */
    SendableObject(DicomObject object, DicomConfiguration options, CamelContext context) throws TranscodeException {
        this.object = object;
        this.options = options;
        this.context = context;
        Transcoding named = options.transcoding();
        Conversion plan = named == null ? null : plan(named);
        if (plan == null || Transcoding.leavesAsIs(plan)) {
            wanted = object.transferSyntax();
            impossible = null;
        } else if (plan.isPossible()) {
            wanted = named.target();
            impossible = null;
        } else if (options.getTranscodeOnImpossible() == OnImpossible.fail) {
            throw new TranscodeException(plan.reason());
        } else {
            wanted = object.transferSyntax();
            impossible = plan.reason();
        }
    }

    DicomObject object() {
        return object;
    }

    /** The transfer syntax to offer: the one the options name if it can be made, otherwise the object's own. */
    TransferSyntax wanted() {
        return wanted;
    }

    /** Why the object cannot have the transfer syntax the options name; null if it can, or they name none. */
    String impossible() {
        return impossible;
    }

    /** Why the object cannot be sent in this transfer syntax; null if it can. */
    String obstacle(TransferSyntax syntax) {
        if (syntax.equals(object.transferSyntax())) {
            return null;
        }
        if (!options.mayTranscode()) {
            return "transcode=never forbids to convert";
        }
        Conversion plan = plan(options.transcodingTo(syntax));
        if (!plan.isPossible()) {
            return plan.reason();
        }
        return Transcoding.leavesAsIs(plan) ? "it has no pixels to compress" : null;
    }

    /** The object in a transfer syntax without {@link #obstacle}. */
    Rendition in(TransferSyntax syntax) {
        if (syntax.equals(object.transferSyntax())) {
            Conversion none = new Conversion(Conversion.Kind.NONE, syntax, syntax, "", false);
            return rendition(none, object.sopInstanceUid(), object.dataSet()::sendTo);
        }
        Transcoding transcoding = options.transcodingTo(syntax);
        Conversion plan = plan(transcoding);
        String uid = plan.newInstance() ? transcoding.newInstanceUid(object) : object.sopInstanceUid();
        return rendition(plan, uid, sink -> convert(transcoding, sink));
    }

    private Rendition rendition(Conversion plan, String uid, PDataSource dataSet) {
        return new Rendition(
                new SopInstance(object.sopClassUid(), uid, plan.to().uid(), dataSet), plan);
    }

    private Conversion plan(Transcoding transcoding) {
        if (transcoding.target().equals(object.transferSyntax())) {
            return new Conversion(Conversion.Kind.NONE, object.transferSyntax(), transcoding.target(), "", false);
        }
        return transcoding.transcoder(object).build().plan(object.attributes(), object.transferSyntax());
    }

    private void convert(Transcoding transcoding, PDataSink sink) throws IOException {
        OutputStream out = new BufferedOutputStream(new SinkStream(sink), BUFFER);
        Transcoder transcoder = TranscodeThreads.of(context)
                .serve(transcoding.transcoder(object))
                .temporaryFolder(object.spool().directory().folder())
                .build();
        long begun = System.nanoTime();
        transcoder.transcode(ObjectConversion.source(object), out);
        out.flush();
        if (DicomEvent.isWanted(context)) {
            Duration duration = Duration.ofNanos(System.nanoTime() - begun);
            new ConversionEvent(context, object.transferSyntax(), transcoding.target(), duration).send();
        }
    }

    private static final class SinkStream extends OutputStream {

        private final PDataSink sink;

        SinkStream(PDataSink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sink.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
