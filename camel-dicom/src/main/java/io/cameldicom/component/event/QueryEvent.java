package io.cameldicom.component.event;

import io.cameldicom.dicom.data.Attributes;
import org.apache.camel.CamelContext;

/**
 * A search was answered here or sent to a peer: C-FIND of the query/retrieve models and of the worklist (PS3.4 Annexes C
 * and K), or QIDO-RS (PS3.18 10.6) to the server here, which knows no AE titles.
 */
public final class QueryEvent extends DicomEvent {

    private final ObjectEvent.Direction direction;
    private final String callingAeTitle;
    private final String calledAeTitle;
    private final String address;
    private final String sopClassUid;
    private final Attributes identifier;
    private final boolean success;

    /**
     * @param address of the peer, null if it is not known
     * @param success whether it was answered, be it without matches
     */
    public QueryEvent(
            CamelContext context,
            ObjectEvent.Direction direction,
            String callingAeTitle,
            String calledAeTitle,
            String address,
            String sopClassUid,
            Attributes identifier,
            boolean success) {
        super(context);
        this.direction = direction;
        this.callingAeTitle = callingAeTitle;
        this.calledAeTitle = calledAeTitle;
        this.address = address;
        this.sopClassUid = sopClassUid;
        this.identifier = identifier;
        this.success = success;
    }

    /** {@code received} if it was answered here. */
    public ObjectEvent.Direction direction() {
        return direction;
    }

    /** Of the side that asks; null of QIDO-RS. */
    public String callingAeTitle() {
        return callingAeTitle;
    }

    /** Of the side that answers; null of QIDO-RS. */
    public String calledAeTitle() {
        return calledAeTitle;
    }

    /** Address of the peer as text; null if it is not known. */
    public String address() {
        return address;
    }

    /** Of the information model; for QIDO-RS Study Root, FIND. */
    public String sopClassUid() {
        return sopClassUid;
    }

    /** What was asked for. It may identify a patient: not for logs. Not to be changed. */
    public Attributes identifier() {
        return identifier;
    }

    public boolean isSuccess() {
        return success;
    }
}
