package io.cameldicom.component.event;

import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.dimse.StatusClass;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * An object was received and answered, or sent and answered by the peer: C-STORE (PS3.4 Annex B) in either direction, or
 * STOW-RS (PS3.18 10.5) to the server here, which knows no AE titles.
 */
public final class ObjectEvent extends DicomEvent {

    /** Which side answered. */
    public enum Direction {
        received,
        sent
    }

    private final Direction direction;
    private final String callingAeTitle;
    private final String calledAeTitle;
    private final String sopClassUid;
    private final String sopInstanceUid;
    private final int status;
    private final long bytes;
    private final Exchange exchange;

    /**
     * @param exchange that the object is sent in; null where it was received, for its exchange is done
     * @param status of the response; {@link Status#ProcessingFailure} where there was none
     * @param bytes of the data set
     */
    public ObjectEvent(
            CamelContext context,
            Direction direction,
            String callingAeTitle,
            String calledAeTitle,
            String sopClassUid,
            String sopInstanceUid,
            int status,
            long bytes,
            Exchange exchange) {
        super(context);
        this.direction = direction;
        this.callingAeTitle = callingAeTitle;
        this.calledAeTitle = calledAeTitle;
        this.sopClassUid = sopClassUid;
        this.sopInstanceUid = sopInstanceUid;
        this.status = status;
        this.bytes = bytes;
        this.exchange = exchange;
    }

    public Direction direction() {
        return direction;
    }

    /** Of the side that sends the object; null of STOW-RS. */
    public String callingAeTitle() {
        return callingAeTitle;
    }

    /** Of the side that takes the object; null of STOW-RS. */
    public String calledAeTitle() {
        return calledAeTitle;
    }

    public String sopClassUid() {
        return sopClassUid;
    }

    public String sopInstanceUid() {
        return sopInstanceUid;
    }

    /** Status of the response (PS3.7 Annex C). */
    public int status() {
        return status;
    }

    /** Whether the object was taken: with success or a warning. */
    public boolean isTaken() {
        StatusClass statusClass = StatusClass.of(status);
        return statusClass == StatusClass.SUCCESS || statusClass == StatusClass.WARNING;
    }

    /** Length of the data set in bytes; of a received one that broke off, what had come. */
    public long bytes() {
        return bytes;
    }

    /** The exchange that the object is sent in, while it goes on; null of one that was received. */
    public Exchange exchange() {
        return exchange;
    }
}
