package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.EncodedFrame;

/**
 * The boxes of a JP2 file (T.800 annex I). DICOM wants the codestream alone (PS3.5 section A.4.4), but some objects hold
 * a whole file.
 */
final class Jp2Boxes {
    private static final int SIGNATURE = 0x6A502020;
    private static final int CONTIGUOUS_CODESTREAM = 0x6A703263;

    private Jp2Boxes() {}

    /** The codestream in a file, or the frame itself if it is no file. */
    static EncodedFrame codestreamOf(EncodedFrame frame) throws CodecException {
        if (frame.length() < 12 || readInt(frame, frame.start() + 4) != SIGNATURE) {
            return frame;
        }
        int position = frame.start();
        while (frame.end() - position >= 8) {
            long length = readInt(frame, position) & 0xFFFFFFFFL;
            int type = readInt(frame, position + 4);
            int header = 8;
            if (length == 1 && frame.end() - position >= 16) {
                header = 16;
                length = (long) readInt(frame, position + 8) << 32 | readInt(frame, position + 12) & 0xFFFFFFFFL;
            } else if (length == 0) {
                length = frame.end() - position;
            }
            if (length < header) {
                break;
            }
            boolean cutOff = length > frame.end() - position;
            if (type == CONTIGUOUS_CODESTREAM) {
                int end = cutOff ? frame.end() : position + (int) length;
                return new EncodedFrame(frame.bytes(), position + header, end);
            }
            if (cutOff) {
                break;
            }
            position += (int) length;
        }
        throw new CodecException("JP2 file without a codestream", position - frame.start());
    }

    private static int readInt(EncodedFrame frame, int at) {
        byte[] bytes = frame.bytes();
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }
}
