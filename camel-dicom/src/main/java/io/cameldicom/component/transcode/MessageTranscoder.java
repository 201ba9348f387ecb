package io.cameldicom.component.transcode;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.component.DicomObject;
import io.cameldicom.component.ObjectHeaders;
import io.cameldicom.component.event.ConversionEvent;
import io.cameldicom.component.event.DicomEvent;
import io.cameldicom.dicom.transcode.Conversion;
import io.cameldicom.dicom.transcode.TranscodeException;
import io.cameldicom.dicom.transcode.Transcoder;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the object in another transfer syntax in the place of the body, and says in headers what became of it. */
final class MessageTranscoder {
    private static final Logger LOG = LoggerFactory.getLogger(MessageTranscoder.class);

    private final Transcoding transcoding;
    private final OnImpossible onImpossible;

    MessageTranscoder(Transcoding transcoding, OnImpossible onImpossible) {
        this.transcoding = transcoding;
        this.onImpossible = onImpossible;
    }

    void transcode(Message message) throws InvalidPayloadException, IOException {
        Exchange exchange = message.getExchange();
        DicomObject object = message.getMandatoryBody(DicomObject.class);
        Transcoder.Builder transcoder =
                TranscodeThreads.of(exchange.getContext()).serve(transcoding.transcoder(object));
        Conversion plan = transcoder.build().plan(object.attributes(), object.transferSyntax());
        message.removeHeader(DicomConstants.TRANSCODING_REASON);
        if (!plan.isPossible()) {
            impossible(message, object, new TranscodeException(plan.reason()));
        } else if (Transcoding.leavesAsIs(plan)) {
            message.setBody(object);
            message.setHeader(DicomConstants.TRANSCODING, TranscodeResult.unchanged.name());
        } else {
            convert(message, object, transcoder, plan);
        }
    }

    private void convert(Message message, DicomObject object, Transcoder.Builder transcoder, Conversion plan)
            throws IOException {
        DicomObject converted;
        long begun = System.nanoTime();
        try {
            converted = object.transcode(transcoder);
        } catch (TranscodeException e) {
            impossible(message, object, e);
            return;
        }
        if (DicomEvent.isWanted(message.getExchange().getContext())) {
            Duration duration = Duration.ofNanos(System.nanoTime() - begun);
            new ConversionEvent(message.getExchange().getContext(), plan.from(), plan.to(), duration).send();
        }
        converted.handOverTo(message.getExchange());
        message.setBody(converted);
        message.setHeader(DicomConstants.TRANSCODING, TranscodeResult.of(plan).name());
        if (message.getHeader(DicomConstants.TRANSFER_SYNTAX_UID) != null) {
            message.setHeader(DicomConstants.TRANSFER_SYNTAX_UID, converted.transferSyntaxUid());
        }
        if (plan.newInstance()) {
            ObjectHeaders.refresh(message, converted.attributes());
        }
    }

    private void impossible(Message message, DicomObject object, TranscodeException reason) throws TranscodeException {
        if (onImpossible == OnImpossible.fail) {
            throw reason;
        }
        LOG.warn("{} goes on as it is, not as {}: {}", object, transcoding.target(), reason.getMessage());
        message.setBody(object);
        message.setHeader(DicomConstants.TRANSCODING, TranscodeResult.impossible.name());
        message.setHeader(DicomConstants.TRANSCODING_REASON, reason.getMessage());
    }
}
