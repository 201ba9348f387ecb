package io.cameldicom.component.transcode;

import io.cameldicom.dicom.transcode.Conversion;

/** What became of a conversion: the values of the header {@code CamelDicomTranscoding}. */
public enum TranscodeResult {
    /** Nothing to do, or nothing there to compress. */
    unchanged,
    /** In another transfer syntax. */
    converted,
    /** In another transfer syntax, with loss: another SOP instance. */
    newInstance,
    /** It went on as it is. */
    impossible;

    /** What a conversion that was planned so ends in. */
    public static TranscodeResult of(Conversion plan) {
        if (!plan.isPossible()) {
            return impossible;
        }
        return plan.kind() == Conversion.Kind.NONE ? unchanged : plan.newInstance() ? newInstance : converted;
    }
}
