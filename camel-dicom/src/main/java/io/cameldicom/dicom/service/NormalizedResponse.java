package io.cameldicom.dicom.service;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.StatusClass;

/**
 * The peer's answer to a DIMSE-N request it has performed.
 *
 * @param command the response's command set
 * @param attributes attribute list, action reply or event reply; empty for none
 */
public record NormalizedResponse(CommandSet command, Attributes attributes) {
    private static final int ABSENT = -1;

    /** Success or a warning. */
    public int status() {
        return command.status();
    }

    public boolean isWarning() {
        return StatusClass.of(status()) == StatusClass.WARNING;
    }

    /** The instance: of an N-CREATE that left it to the peer, the UID the peer has given; null if the peer says none. */
    public String sopInstanceUid() {
        return command.sopInstanceUid();
    }

    /** Event Type ID (0000,1002), -1 if there is none. */
    public int eventTypeId() {
        return command.getInt(Tag.EventTypeID, ABSENT);
    }

    /** Action Type ID (0000,1008), -1 if there is none. */
    public int actionTypeId() {
        return command.getInt(Tag.ActionTypeID, ABSENT);
    }

    /** Error comment of a warning, or null. It is the peer's text: not for logs above DEBUG. */
    public String errorComment() {
        return command.errorComment();
    }

    /** Kind, ids and status; no attribute values. */
    @Override
    public String toString() {
        return command.toString();
    }
}
