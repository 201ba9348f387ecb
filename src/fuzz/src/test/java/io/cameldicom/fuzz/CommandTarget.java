package io.cameldicom.fuzz;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.MalformedCommandSetException;
import io.cameldicom.dicom.dimse.Status;
import java.nio.ByteBuffer;

/** A command set: read, asked for everything a session asks it for, answered, and encoded again. */
public final class CommandTarget {

    private CommandTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws MalformedCommandSetException {
        CommandSet command;
        try {
            command = CommandSet.decode(ByteBuffer.wrap(input));
        } catch (MalformedCommandSetException e) {
            return;
        }
        command.dimse();
        command.getTags(Tag.OffendingElement);
        command.getString(Tag.ErrorComment);
        CommandSet response = CommandSet.responseTo(command, Status.ProcessingFailure);
        if (response.messageIdBeingRespondedTo() != command.messageId()) {
            throw new AssertionError("answers another message");
        }
        byte[] encoded = bytes(command.encode());
        if (!ByteBuffer.wrap(encoded)
                .equals(CommandSet.decode(ByteBuffer.wrap(encoded)).encode())) {
            throw new AssertionError("not the same after encoding");
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
