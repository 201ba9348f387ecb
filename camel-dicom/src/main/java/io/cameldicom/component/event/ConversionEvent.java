package io.cameldicom.component.event;

import io.cameldicom.dicom.dict.TransferSyntax;
import java.time.Duration;
import org.apache.camel.CamelContext;

/** An object was converted to another transfer syntax. */
public final class ConversionEvent extends DicomEvent {

    private final TransferSyntax from;
    private final TransferSyntax to;
    private final Duration duration;

    public ConversionEvent(CamelContext context, TransferSyntax from, TransferSyntax to, Duration duration) {
        super(context);
        this.from = from;
        this.to = to;
        this.duration = duration;
    }

    public TransferSyntax from() {
        return from;
    }

    public TransferSyntax to() {
        return to;
    }

    /** From reading the first byte to writing the last: of an object converted while it is sent, sending is in it. */
    public Duration duration() {
        return duration;
    }
}
