package io.cameldicom.component.print;

/** What becomes a Secondary Capture object. The constants are written as users write the option. */
public enum CaptureContent {
    /** Each film as it would be exposed. */
    films,

    /** Each image as it was sent. */
    images
}
