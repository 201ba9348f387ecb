package io.cameldicom.component.transcode;

import io.cameldicom.dicom.dict.TransferSyntax;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.Transformer;

/** Makes the body a DICOM object in one transfer syntax, without loss; fails where that is impossible. */
abstract class TransferSyntaxTransformer extends Transformer {
    private final MessageTranscoder transcoder;

    TransferSyntaxTransformer(String transferSyntaxUid) {
        transcoder =
                new MessageTranscoder(Transcoding.lossless(TransferSyntax.of(transferSyntaxUid)), OnImpossible.fail);
    }

    @Override
    public void transform(Message message, DataType from, DataType to) throws Exception {
        transcoder.transcode(message);
    }
}
