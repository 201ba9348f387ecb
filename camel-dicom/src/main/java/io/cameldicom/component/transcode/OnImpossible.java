package io.cameldicom.component.transcode;

/** What to do with an object that cannot be converted. */
public enum OnImpossible {
    /** It goes on as it is; headers and the log say so. */
    pass,
    /** The exchange fails with the reason. */
    fail
}
