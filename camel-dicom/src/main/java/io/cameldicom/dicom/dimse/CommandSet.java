package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.dict.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The command set of a DIMSE message: the elements of group 0000, always in implicit VR little endian whatever was
 * negotiated (PS3.7 6.3.1). Kept as encoded; there are about ten elements, so a getter walks them.
 *
 * <p>Reading is tolerant of what the field sends: a missing or wrong group length, elements out of order or unknown,
 * odd lengths, NUL or blank padding, and any data set type but 0101 meaning "a data set follows". Not thread-safe.
 */
public final class CommandSet {
    /** Longest command set that is read, in bytes: room for an N-GET asking for 16,000 attributes. */
    public static final int MAX_LENGTH = 65_536;

    /** Command Data Set Type (0000,0800) saying that no data set follows; every other value says one does. */
    static final int NO_DATA_SET = 0x0101;

    private static final int DATA_SET_PRESENT = 0x0001;
    private static final int ELEMENT_HEADER = 8;
    private static final int GROUP_LENGTH_ELEMENT = ELEMENT_HEADER + 4;
    private static final int ABSENT = -1;

    /** A group length element (filled in when encoding), then the others. */
    private byte[] bytes;

    private int end = GROUP_LENGTH_ELEMENT;

    private CommandSet(int capacity) {
        bytes = new byte[capacity];
    }

    /**
     * A request of this command on a SOP class, without message id (the session gives one) and data set type.
     *
     * @param sopInstanceUid null where the message has none
     */
    public static CommandSet request(Dimse dimse, String sopClassUid, String sopInstanceUid) {
        if (!dimse.isRequest()) {
            throw new IllegalArgumentException(dimse + " is not a request");
        }
        CommandSet command = new CommandSet(256);
        boolean requested = dimse.namesRequestedSop();
        command.setString(requested ? Tag.RequestedSOPClassUID : Tag.AffectedSOPClassUID, sopClassUid);
        command.setInt(Tag.CommandField, dimse.commandField());
        if (sopInstanceUid != null) {
            command.setString(requested ? Tag.RequestedSOPInstanceUID : Tag.AffectedSOPInstanceUID, sopInstanceUid);
        }
        return command;
    }

    /** C-CANCEL-RQ for the request with this message id (PS3.7 9.3.2.3): ready to be sent. */
    static CommandSet cancel(int messageId) {
        return new CommandSet(64)
                .setInt(Tag.CommandField, Dimse.C_CANCEL_RQ.commandField())
                .setInt(Tag.MessageIDBeingRespondedTo, messageId)
                .setDataSetPresent(false);
    }

    /**
     * The response to a request: command field, message id responded to, SOP class and instance of the request, event or
     * action type, status. The UIDs are optional in many responses, but there are peers that abort without them.
     */
    public static CommandSet responseTo(CommandSet request, int status) {
        CommandSet command = new CommandSet(256);
        String sopClassUid = request.sopClassUid();
        if (sopClassUid != null) {
            command.setString(Tag.AffectedSOPClassUID, sopClassUid);
        }
        command.setInt(Tag.CommandField, Dimse.responseField(request.commandField()));
        command.setInt(Tag.MessageIDBeingRespondedTo, request.messageId());
        command.setInt(Tag.Status, status);
        String sopInstanceUid = request.sopInstanceUid();
        if (sopInstanceUid != null) {
            command.setString(Tag.AffectedSOPInstanceUID, sopInstanceUid);
        }
        command.copyInt(Tag.EventTypeID, request);
        command.copyInt(Tag.ActionTypeID, request);
        return command;
    }

    /**
     * Reads a whole command set.
     *
     * @param encoded consumed to its limit
     * @throws MalformedCommandSetException if an element does not fit, or is not of group 0000
     */
    public static CommandSet decode(ByteBuffer encoded) throws MalformedCommandSetException {
        CommandSet command = new CommandSet(GROUP_LENGTH_ELEMENT + encoded.remaining());
        encoded.get(command.bytes, GROUP_LENGTH_ELEMENT, encoded.remaining());
        command.end = command.bytes.length;
        command.check();
        if (command.find(Tag.CommandGroupLength) != ABSENT) {
            command.remove(Tag.CommandGroupLength);
        }
        return command;
    }

    /** The encoded command set with its group length; a read-only view, valid until the next change. */
    public ByteBuffer encode() {
        putInt(0, 0);
        putInt(4, 4);
        putInt(ELEMENT_HEADER, end - GROUP_LENGTH_ELEMENT);
        return ByteBuffer.wrap(bytes, 0, end).asReadOnlyBuffer();
    }

    public boolean contains(int tag) {
        return find(tag) != ABSENT;
    }

    /** An unsigned 16 bit value (US), or {@code absent} if the element is missing or has no value. */
    public int getInt(int tag, int absent) {
        int at = find(tag);
        return at == ABSENT || lengthAt(at) < 2 ? absent : unsignedShort(at + ELEMENT_HEADER);
    }

    /** A string value (UI, AE, LO) without padding, or null if the element is missing or has no value. */
    public String getString(int tag) {
        int at = find(tag);
        if (at == ABSENT) {
            return null;
        }
        int from = at + ELEMENT_HEADER;
        int to = from + lengthAt(at);
        while (from < to && isPadding(bytes[to - 1])) {
            to--;
        }
        while (from < to && isPadding(bytes[from])) {
            from++;
        }
        return from == to ? null : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The tags of an AT element such as Offending Element (0000,0901); empty if the element is missing. */
    public int[] getTags(int tag) {
        int at = find(tag);
        int[] tags = new int[at == ABSENT ? 0 : lengthAt(at) / 4];
        for (int i = 0; i < tags.length; i++) {
            int value = at + ELEMENT_HEADER + 4 * i;
            tags[i] = unsignedShort(value) << 16 | unsignedShort(value + 2);
        }
        return tags;
    }

    /** Sets an unsigned 16 bit value (US). */
    public CommandSet setInt(int tag, int value) {
        int at = insert(tag, 2);
        putShort(at, value);
        return this;
    }

    /** Sets a string of the default repertoire, padded to even length: NUL for UIDs, blank for the others. */
    public CommandSet setString(int tag, String value) {
        byte[] encoded = value.getBytes(StandardCharsets.US_ASCII);
        int at = insert(tag, encoded.length + (encoded.length & 1));
        System.arraycopy(encoded, 0, bytes, at, encoded.length);
        if ((encoded.length & 1) == 1) {
            bytes[at + encoded.length] = (byte) (isUid(tag) ? 0 : ' ');
        }
        return this;
    }

    /** Sets an AT element. */
    public CommandSet setTags(int tag, int... tags) {
        int at = insert(tag, 4 * tags.length);
        for (int i = 0; i < tags.length; i++) {
            putShort(at + 4 * i, tags[i] >>> 16);
            putShort(at + 4 * i + 2, tags[i]);
        }
        return this;
    }

    /** Says whether a data set follows: Command Data Set Type (0000,0800). */
    public CommandSet setDataSetPresent(boolean present) {
        return setInt(Tag.CommandDataSetType, present ? DATA_SET_PRESENT : NO_DATA_SET);
    }

    /** Error Comment (0000,0902), made to fit (64 characters of the default repertoire); null or blank sets none. */
    public CommandSet setErrorComment(String comment) {
        String fitted = ErrorComment.fit(comment);
        return fitted == null || fitted.isBlank() ? this : setString(Tag.ErrorComment, fitted);
    }

    /** Command Field (0000,0100), 0 if missing. */
    public int commandField() {
        return getInt(Tag.CommandField, 0);
    }

    /** The message kind, or null if the command field is none of the standard's. */
    public Dimse dimse() {
        return Dimse.of(commandField());
    }

    /** Message ID (0000,0110), 0 if missing. */
    public int messageId() {
        return getInt(Tag.MessageID, 0);
    }

    /** Message ID Being Responded To (0000,0120), -1 if missing. */
    public int messageIdBeingRespondedTo() {
        return getInt(Tag.MessageIDBeingRespondedTo, -1);
    }

    /** Status (0000,0900), -1 if missing: an answer without one is no success. */
    public int status() {
        return getInt(Tag.Status, -1);
    }

    /** Error Comment (0000,0902) or null. It is the peer's text: not for logs above DEBUG. */
    public String errorComment() {
        return getString(Tag.ErrorComment);
    }

    /** Affected, else Requested SOP Class UID, or null. */
    public String sopClassUid() {
        String affected = getString(Tag.AffectedSOPClassUID);
        return affected != null ? affected : getString(Tag.RequestedSOPClassUID);
    }

    /** Affected, else Requested SOP Instance UID, or null. */
    public String sopInstanceUid() {
        String affected = getString(Tag.AffectedSOPInstanceUID);
        return affected != null ? affected : getString(Tag.RequestedSOPInstanceUID);
    }

    /** Whether a data set follows: every value of (0000,0800) but 0101 says so. */
    public boolean hasDataSet() {
        return getInt(Tag.CommandDataSetType, NO_DATA_SET) != NO_DATA_SET;
    }

    /** Kind, ids and status; no other values. */
    @Override
    public String toString() {
        Dimse dimse = dimse();
        StringBuilder text = new StringBuilder(
                dimse != null ? dimse.toString() : String.format("command field %04X", commandField()));
        if (Dimse.isResponse(commandField())) {
            text.append(" to ").append(messageIdBeingRespondedTo());
            text.append(" status ").append(Status.format(status()));
        } else {
            text.append(' ').append(messageId());
        }
        return text.toString();
    }

    private void copyInt(int tag, CommandSet from) {
        int value = from.getInt(tag, ABSENT);
        if (value != ABSENT) {
            setInt(tag, value);
        }
    }

    private void check() throws MalformedCommandSetException {
        int at = GROUP_LENGTH_ELEMENT;
        while (at < end) {
            int offset = at - GROUP_LENGTH_ELEMENT;
            if (end - at < ELEMENT_HEADER) {
                throw new MalformedCommandSetException("command set ends in the header of an element", offset);
            }
            if (unsignedShort(at) != 0) {
                throw new MalformedCommandSetException(
                        "element " + Tag.format(tagAt(at)) + " in a command set", offset);
            }
            int length = lengthAt(at);
            if (length < 0 || length > end - at - ELEMENT_HEADER) {
                throw new MalformedCommandSetException(
                        "element " + Tag.format(tagAt(at)) + " of length " + Integer.toUnsignedString(length)
                                + " goes beyond the command set",
                        offset);
            }
            at += ELEMENT_HEADER + length;
        }
    }

    private int find(int tag) {
        for (int at = GROUP_LENGTH_ELEMENT; at < end; at += ELEMENT_HEADER + lengthAt(at)) {
            if (tagAt(at) == tag) {
                return at;
            }
        }
        return ABSENT;
    }

    private void remove(int tag) {
        int at = find(tag);
        if (at != ABSENT) {
            int next = at + ELEMENT_HEADER + lengthAt(at);
            System.arraycopy(bytes, next, bytes, at, end - next);
            end -= next - at;
        }
    }

    /** Makes room for a value at the tag's place in ascending order and returns the position of the value. */
    private int insert(int tag, int length) {
        remove(tag);
        int at = GROUP_LENGTH_ELEMENT;
        while (at < end && tagAt(at) < tag) {
            at += ELEMENT_HEADER + lengthAt(at);
        }
        int size = ELEMENT_HEADER + length;
        if (end + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + size, 2 * bytes.length));
        }
        System.arraycopy(bytes, at, bytes, at + size, end - at);
        end += size;
        putShort(at, tag >>> 16);
        putShort(at + 2, tag);
        putInt(at + 4, length);
        return at + ELEMENT_HEADER;
    }

    private int tagAt(int at) {
        return unsignedShort(at) << 16 | unsignedShort(at + 2);
    }

    private int lengthAt(int at) {
        return unsignedShort(at + 4) | unsignedShort(at + 6) << 16;
    }

    private int unsignedShort(int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private void putShort(int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >>> 8);
    }

    private void putInt(int at, int value) {
        putShort(at, value);
        putShort(at + 2, value >>> 16);
    }

    private static boolean isPadding(byte b) {
        return b == 0 || b == ' ';
    }

    private static boolean isUid(int tag) {
        return switch (tag) {
            case Tag.AffectedSOPClassUID,
                    Tag.RequestedSOPClassUID,
                    Tag.AffectedSOPInstanceUID,
                    Tag.RequestedSOPInstanceUID -> true;
            default -> false;
        };
    }
}
