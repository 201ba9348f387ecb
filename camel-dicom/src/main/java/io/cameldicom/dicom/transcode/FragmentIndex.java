package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Which fragments hold which frame (PS3.5 section A.4). A table of offsets counts only if every offset is the start of a
 * fragment; otherwise the frames are told by the fragments themselves: by their number, or by the markers a compressed
 * frame begins or ends with. What this takes in memory is bounded by the number of fragments, whatever number of frames
 * is claimed. Immutable.
 */
final class FragmentIndex {
    /** The Basic Offset Table is the first of the fragments. */
    private static final int FIRST = 1;

    private static final int ITEM_HEADER = 8;
    private static final int JPEG_START = 0xFFD8;
    private static final int JPEG_2000_START = 0xFF4F;
    private static final int END_OF_IMAGE = 0xFFD9;

    private final int[] firstFragments;
    /** Bytes of each frame without padding, where the extended offset table tells; otherwise null. */
    private final long[] lengths;

    private FragmentIndex(int[] firstFragments, long[] lengths) {
        this.firstFragments = firstFragments;
        this.lengths = lengths;
    }

    /** @throws TranscodeException if the fragments are not those of so many frames */
    static FragmentIndex of(Attributes attributes, Fragments fragments, int frames) throws IOException {
        int count = fragments.size() - FIRST;
        if (count < frames) {
            throw new TranscodeException(Tag.format(Tag.PixelData) + " has " + Math.max(count, 0)
                    + " fragments, too few for the " + frames + " frames of " + Tag.format(Tag.NumberOfFrames)
                    + " (PS3.5 A.4)");
        }
        long[] starts = starts(fragments);
        int[] extended = match(attributes.getLongs(Tag.ExtendedOffsetTable), starts, frames);
        if (extended != null) {
            return new FragmentIndex(extended, lengths(attributes, fragments, extended));
        }
        int[] basic = match(basicOffsetTable(fragments), starts, frames);
        return new FragmentIndex(basic != null ? basic : byFragments(fragments, frames), null);
    }

    /** Offset of each fragment's item from the first one, and the end of the last. */
    private static long[] starts(Fragments fragments) {
        long[] starts = new long[fragments.size()];
        for (int i = FIRST; i < fragments.size(); i++) {
            starts[i] = starts[i - 1] + ITEM_HEADER + fragments.length(i);
        }
        return starts;
    }

    private static long[] basicOffsetTable(Fragments fragments) throws IOException {
        long count = fragments.length(0) / Integer.BYTES;
        if (count == 0 || count > fragments.size()) {
            return null;
        }
        try (InputStream in = fragments.openStream(0)) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(in.readNBytes((int) count * Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            long[] table = new long[bytes.remaining() / Integer.BYTES];
            for (int i = 0; i < table.length; i++) {
                table[i] = Integer.toUnsignedLong(bytes.getInt());
            }
            return table;
        }
    }

    /** The fragment of each offset, or null if the table is not one of these fragments. */
    private static int[] match(long[] table, long[] starts, int frames) {
        if (table == null || table.length != frames || table[0] != 0) {
            return null;
        }
        int[] fragments = new int[frames + 1];
        for (int frame = 0; frame < frames; frame++) {
            int at = Arrays.binarySearch(starts, 0, starts.length - 1, table[frame]);
            if (at < 0 || frame > 0 && table[frame] <= table[frame - 1]) {
                return null;
            }
            fragments[frame] = at + FIRST;
        }
        fragments[frames] = starts.length;
        return fragments;
    }

    /** The lengths of the extended offset table where each is that of its fragment or one less. */
    private static long[] lengths(Attributes attributes, Fragments fragments, int[] firstFragments) {
        long[] lengths = attributes.getLongs(Tag.ExtendedOffsetTableLengths);
        if (lengths == null || lengths.length != firstFragments.length - 1) {
            return null;
        }
        for (int frame = 0; frame < lengths.length; frame++) {
            int fragment = firstFragments[frame];
            long padding = fragments.length(fragment) - lengths[frame];
            if (firstFragments[frame + 1] != fragment + 1 || padding < 0 || padding > 1) {
                return null;
            }
        }
        return lengths;
    }

    private static int[] byFragments(Fragments fragments, int frames) throws IOException {
        int count = fragments.size() - FIRST;
        int[] first = new int[frames + 1];
        first[frames] = fragments.size();
        if (frames == 1 || frames == count) {
            for (int frame = 0; frame < frames; frame++) {
                first[frame] = FIRST + frame;
            }
            return first;
        }
        if (byMarkers(fragments, frames, first, false) || byMarkers(fragments, frames, first, true)) {
            return first;
        }
        throw new TranscodeException(Tag.format(Tag.PixelData) + " has " + count + " fragments for the " + frames
                + " frames of " + Tag.format(Tag.NumberOfFrames)
                + ", and neither an offset table nor their bytes tell which belong together (PS3.5 A.4)");
    }

    /** Whether as many fragments begin a compressed image, or follow the end of one, as there are frames. */
    private static boolean byMarkers(Fragments fragments, int frames, int[] first, boolean byEnds) throws IOException {
        int found = 0;
        boolean startsNext = true;
        for (int i = FIRST; i < fragments.size(); i++) {
            boolean starts = byEnds ? startsNext : isStart(fragments, i);
            if (starts && found == frames || found == 0 && !starts) {
                return false;
            }
            if (starts) {
                first[found++] = i;
            }
            startsNext = byEnds && isEnd(fragments, i);
        }
        return found == frames;
    }

    private static boolean isStart(Fragments fragments, int index) throws IOException {
        try (InputStream in = fragments.openStream(index)) {
            int marker = in.read() << 8 | in.read();
            return marker == JPEG_START || marker == JPEG_2000_START;
        }
    }

    private static boolean isEnd(Fragments fragments, int index) throws IOException {
        byte[] end;
        try (InputStream in = fragments.openStream(index)) {
            in.skipNBytes(Math.max(0, fragments.length(index) - 3));
            end = in.readNBytes(3);
        }
        for (int last = end.length - 1; last >= Math.max(1, end.length - 2); last--) {
            if (((end[last - 1] & 0xFF) << 8 | end[last] & 0xFF) == END_OF_IMAGE) {
                return true;
            }
        }
        return false;
    }

    int first(int frame) {
        return firstFragments[frame];
    }

    /** The fragment after the last of the frame. */
    int end(int frame) {
        return firstFragments[frame + 1];
    }

    /** Bytes of the frame without padding, or -1 if nothing tells. */
    long length(int frame) {
        return lengths == null ? -1 : lengths[frame];
    }
}
