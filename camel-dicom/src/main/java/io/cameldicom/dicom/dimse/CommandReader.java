package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.ul.Association;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Assembles command sets from their fragments. One for an association, used by its reader thread. */
final class CommandReader {
    private static final int USUAL_LENGTH = 512;

    private final Association association;
    private final ByteBuffer[] views = new ByteBuffer[1];
    private ByteBuffer assembled = ByteBuffer.allocate(USUAL_LENGTH);

    CommandReader(Association association) {
        this.association = association;
    }

    /** Reads the command set whose first presentation data value has just begun. */
    CommandSet read() throws IOException {
        if (!association.pdvIsCommand()) {
            throw DimseProtocolException.abort(association, "a data set came without a command set");
        }
        assembled.clear();
        while (association.readFragments(views) > 0) {
            append(views[0]);
        }
        try {
            return CommandSet.decode(assembled.flip());
        } catch (MalformedCommandSetException e) {
            throw DimseProtocolException.abort(association, e.getMessage());
        }
    }

    private void append(ByteBuffer fragment) throws DimseProtocolException {
        if (fragment.remaining() > assembled.remaining()) {
            int needed = assembled.position() + fragment.remaining();
            if (needed > CommandSet.MAX_LENGTH) {
                throw DimseProtocolException.abort(
                        association, "command set is longer than " + CommandSet.MAX_LENGTH + " bytes");
            }
            assembled = ByteBuffer.allocate(Math.min(CommandSet.MAX_LENGTH, 2 * needed))
                    .put(assembled.flip());
        }
        assembled.put(fragment);
    }
}
