package io.cameldicom.dicom.render;

import java.io.IOException;

/** A frame cannot be shown. The message names the attribute that stands in the way, and no value of a pixel. */
public class RenderException extends IOException {
    public RenderException(String reason) {
        super(reason);
    }

    public RenderException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
