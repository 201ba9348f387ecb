package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.ElementVisitor;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.util.Arrays;

/**
 * How long a data set is when written, and every sequence and item in it, found in one pass before writing. The
 * lengths of sequences and items come in the order a writer needs them: each before those inside it.
 */
final class EncodedLengths {

    static final int DELIMITER = 8;

    private long[] lengths = new long[16];
    private int count;
    private int next;

    /** Bytes of the elements of the data set. */
    long measure(Attributes attributes, boolean explicitVr, boolean bigEndian) throws IOException {
        Measurer measurer = new Measurer(attributes, explicitVr, bigEndian);
        attributes.accept(measurer);
        return measurer.length;
    }

    /** The length of the next sequence or item. */
    long next() {
        return lengths[next++];
    }

    /** Group lengths (PS3.5 7.2) are retired: they are written only as long as they are right. */
    static boolean isWritten(int tag, Attributes attributes, boolean explicitVr, boolean bigEndian) {
        return !Tag.isGroupLength(tag) || Tag.group(tag) <= 2 || attributes.isAsRead(explicitVr, bigEndian);
    }

    /** The VR to write: UN where the length does not fit a short header (PS3.5 6.2.2). */
    static VR writtenVr(VR vr, long length) {
        return vr.longHeader() || length <= 0xFFFF ? vr : VR.UN;
    }

    static int headerSize(VR vr, long length, boolean explicitVr) {
        return explicitVr && writtenVr(vr, length).longHeader() ? 12 : 8;
    }

    private int reserve() {
        if (count == lengths.length) {
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        return count++;
    }

    private final class Measurer implements ElementVisitor {

        private final Attributes attributes;
        private final boolean explicitVr;
        private final boolean bigEndian;
        private long length;

        private Measurer(Attributes attributes, boolean explicitVr, boolean bigEndian) {
            this.attributes = attributes;
            this.explicitVr = explicitVr;
            this.bigEndian = bigEndian;
        }

        @Override
        public void bytes(int tag, VR vr, int reserved, byte[] array, int offset, int valueLength) {
            if (isWritten(tag, attributes, explicitVr, bigEndian)) {
                length += headerSize(vr, valueLength, explicitVr) + valueLength;
            }
        }

        @Override
        public void sequence(int tag, VR vr, int reserved, Sequence sequence) throws IOException {
            boolean unknown = vr == VR.UN;
            int index = reserve();
            long content = 0;
            for (Attributes item : sequence) {
                int itemIndex = reserve();
                long itemLength = measure(item, explicitVr && !unknown, bigEndian && !unknown);
                lengths[itemIndex] = itemLength;
                content += DELIMITER + itemLength + (item.undefinedLength() ? DELIMITER : 0);
            }
            lengths[index] = content;
            length += headerSize(vr, 0, explicitVr) + content + (sequence.undefinedLength() ? DELIMITER : 0);
        }

        @Override
        public void fragments(int tag, VR vr, int reserved, Fragments fragments) {
            length += headerSize(vr, 0, explicitVr);
            for (int i = 0; i < fragments.size(); i++) {
                length += DELIMITER + fragments.length(i);
            }
            length += fragments.delimited() || !attributes.isAsRead(explicitVr, bigEndian) ? DELIMITER : 0;
        }

        @Override
        public void bulkData(int tag, VR vr, int reserved, BulkData bulkData) {
            length += headerSize(vr, bulkData.length(), explicitVr) + bulkData.length();
        }
    }
}
