package io.cameldicom.dicom.codec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * The compressed bytes of one frame, contiguous on the heap.
 *
 * @param bytes not changed by a codec
 * @param start index of the first byte
 * @param end index after the last byte
 */
public record EncodedFrame(byte[] bytes, int start, int end) {

    /** @throws IndexOutOfBoundsException if the range is not within the bytes */
    public EncodedFrame {
        Objects.checkFromToIndex(start, end, bytes.length);
    }

    public static EncodedFrame of(byte[] bytes) {
        return new EncodedFrame(bytes, 0, bytes.length);
    }

    /** The remaining bytes of a buffer, in place where it lies on the heap. The buffer's position stays. */
    public static EncodedFrame of(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            int start = buffer.arrayOffset() + buffer.position();
            return new EncodedFrame(buffer.array(), start, start + buffer.remaining());
        }
        return join(List.of(buffer));
    }

    /**
     * The fragments of a frame put together (PS3.5 section A.4); a single one is used in place where it lies on the
     * heap. The buffers' positions stay.
     */
    public static EncodedFrame of(List<ByteBuffer> fragments) {
        return fragments.size() == 1 ? of(fragments.get(0)) : join(fragments);
    }

    private static EncodedFrame join(List<ByteBuffer> fragments) {
        int length = 0;
        for (ByteBuffer fragment : fragments) {
            length = Math.addExact(length, fragment.remaining());
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        fragments.forEach(fragment -> whole.put(fragment.duplicate()));
        return of(whole.array());
    }

    public int length() {
        return end - start;
    }
}
