package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.component.transcode.TranscodeThreads;
import io.cameldicom.component.transcode.Transcoding;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.transcode.Conversion;
import java.io.IOException;

/** Conversions of transfer syntaxes that lose nothing. Thread-safe. */
record SyntaxConversion(TranscodeThreads threads) {

    /** Whether there is something to convert, and it can be. */
    boolean isPossible(DicomObject object, TransferSyntax to) {
        if (object.transferSyntax().equals(to)) {
            return false;
        }
        Conversion plan =
                Transcoding.lossless(to).transcoder(object).build().plan(object.attributes(), object.transferSyntax());
        return plan.isPossible() && !Transcoding.leavesAsIs(plan);
    }

    /** @return held by the caller, who discards it */
    DicomObject convert(DicomObject object, TransferSyntax to) throws IOException {
        return object.transcode(threads.serve(Transcoding.lossless(to).transcoder(object)));
    }
}
