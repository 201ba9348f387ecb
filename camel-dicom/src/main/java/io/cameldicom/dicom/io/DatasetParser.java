package io.cameldicom.dicom.io;

import static io.cameldicom.dicom.io.ElementHeader.SHORT_HEADER;
import static io.cameldicom.dicom.io.ElementHeader.UNDEFINED;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.ElementAppender;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;

/** Takes elements, items and fragments from a source (PS3.5 sections 7.1, 7.5 and A.4). */
final class DatasetParser {

    /** Bytes an element, a sequence and an item take on the heap besides values, about. */
    private static final int ELEMENT_COST = 40;

    private static final int SEQUENCE_COST = 120;
    private static final int ITEM_COST = 160;
    private static final long NO_END = Long.MAX_VALUE;

    private final ByteSource source;
    private final ReadLimits limits;
    private final Tolerances tolerances;
    private final BulkDataPolicy bulkData;
    private final ItemListener items;

    private long memory;
    private int count;

    DatasetParser(
            ByteSource source, ReadLimits limits, Tolerances tolerances, BulkDataPolicy bulkData, ItemListener items) {
        this.source = source;
        this.limits = limits;
        this.tolerances = tolerances;
        this.bulkData = bulkData;
        this.items = items;
    }

    /**
     * Whether the data set ends here: with the stream, or (lenient) where somebody filled up the file with zeros or
     * ones. (0000,0000) cannot follow another element, and there is no group FFFF (PS3.5 7.1).
     */
    boolean isAtEnd(Attributes target, boolean bigEndian) throws IOException {
        if (!source.has(4)) {
            return source.buffered() == 0 || isPaddingOfOddDataset(bigEndian);
        }
        int tag = ElementHeader.tag(source.buffer(), source.index(), bigEndian);
        boolean padding = !target.isEmpty() && (tag == 0 || Tag.group(tag) == 0xFFFF);
        if (padding) {
            tolerances.use(Tolerance.TRAILING_BYTES, tag, source.position());
        }
        return padding;
    }

    /** Fragments are even (PS3.8 E.1): who sends a data set of odd length adds a byte. */
    private boolean isPaddingOfOddDataset(boolean bigEndian) {
        return !bigEndian
                && source.buffered() == 1
                && source.buffer()[source.index()] == 0
                && tolerances.used().contains(Tolerance.ODD_LENGTH);
    }

    /** Reads the value behind the header, which it consumes, and adds the element. */
    void readElement(ElementHeader header, ElementAppender target, boolean explicitVr, boolean bigEndian, int depth)
            throws IOException {
        readElement(header, target, explicitVr, bigEndian, depth, NO_END);
    }

    private void readElement(
            ElementHeader header, ElementAppender target, boolean explicitVr, boolean bigEndian, int depth, long end)
            throws IOException {
        int tag = header.tag;
        VR vr = header.vr;
        int reserved = header.reserved;
        long length = header.length;
        long offset = header.offset;
        if (vr == null) {
            throw new DicomParseException(tag, offset, "an item or delimiter where an element is to be");
        }
        countOne(tag, offset, ELEMENT_COST);
        if (Integer.compareUnsigned(tag, header.previousTag) <= 0) {
            tolerances.use(Tolerance.UNORDERED_ELEMENTS, tag, offset);
        }
        if ((length & 1) != 0 && length != UNDEFINED) {
            tolerances.use(Tolerance.ODD_LENGTH, tag, offset);
        }
        header.previousTag = tag;
        source.consume(header.size);
        if (length != UNDEFINED && length > end - source.position()) {
            throw new DicomParseException(
                    tag, offset, "length " + length + " runs past the end of the item or sequence around it");
        }
        if (length == UNDEFINED && (tag == Tag.PixelData || vr.isBulk() && vr != VR.UN && explicitVr)) {
            Fragments fragments = target.newFragments();
            boolean delimited = readFragments(fragments, tag, bigEndian, end);
            // PS3.5 A.4: encapsulated pixel data is OB, which implicit VR does not say
            target.fragments(tag, explicitVr ? vr : VR.OB, reserved, fragments, delimited);
        } else if (length == UNDEFINED && vr == VR.UN && explicitVr) {
            // PS3.5 6.2.2: UN of undefined length is a sequence in implicit VR little endian
            Sequence sequence = target.newSequence(true);
            readSequence(sequence, tag, offset, UNDEFINED, false, false, depth, end);
            target.sequence(tag, vr, reserved, sequence);
        } else if (length == UNDEFINED && vr != VR.SQ && explicitVr) {
            throw new DicomParseException(tag, offset, "VR " + vr + " cannot have undefined length");
        } else if (length == UNDEFINED || vr == VR.SQ && (explicitVr || length == 0 || isItem(bigEndian))) {
            Sequence sequence = target.newSequence(length == UNDEFINED);
            readSequence(sequence, tag, offset, length, explicitVr, bigEndian, depth, end);
            target.sequence(tag, VR.SQ, reserved, sequence);
        } else {
            // what the dictionary calls a sequence but has no items stays as it is
            readValue(target, tag, vr == VR.SQ ? VR.UN : vr, reserved, offset, length, bigEndian);
        }
    }

    private boolean isItem(boolean bigEndian) throws IOException {
        return source.has(4) && ElementHeader.tag(source.buffer(), source.index(), bigEndian) == Tag.Item;
    }

    private void readValue(
            ElementAppender target, int tag, VR vr, int reserved, long offset, long length, boolean bigEndian)
            throws IOException {
        if (vr.isBulk() && bulkData.leaves(length)) {
            BulkData reference = bulkData.reference(source.position(), length, bigEndian);
            if (!source.skip(length)) {
                throw DicomParseException.truncated(tag, offset, "within a value of " + length + " bytes");
            }
            target.bulkData(tag, vr, reserved, reference);
            return;
        }
        takeValue(tag, offset, length);
        target.bytes(tag, vr, reserved, source.valueArray(), source.valueOffset(), (int) length);
    }

    private void takeValue(int tag, long offset, long length) throws IOException {
        if (source.allocates()) {
            if (length > limits.maxElementLength()) {
                throw new DicomParseException(
                        tag, offset, "length " + length + " is above the limit of " + limits.maxElementLength());
            }
            account(tag, offset, length);
        }
        if (length > Integer.MAX_VALUE - 8 || !source.take((int) length)) {
            throw DicomParseException.truncated(tag, offset, "within a value of " + length + " bytes");
        }
    }

    private void readSequence(
            Sequence sequence,
            int tag,
            long offset,
            long length,
            boolean explicitVr,
            boolean bigEndian,
            int depth,
            long outerEnd)
            throws IOException {
        if (depth >= limits.maxSequenceDepth()) {
            throw new DicomParseException(
                    tag, offset, "sequences are nested deeper than the limit of " + limits.maxSequenceDepth());
        }
        account(tag, offset, SEQUENCE_COST);
        long end = length == UNDEFINED ? outerEnd : source.position() + length;
        while (length == UNDEFINED || source.position() < end) {
            long itemOffset = source.position();
            int itemTag = readItemHeader(tag, end, bigEndian);
            if (itemTag == Tag.SequenceDelimitationItem && length == UNDEFINED) {
                return;
            }
            if (itemTag != Tag.Item) {
                throw new DicomParseException(tag, itemOffset, "no item where one is to be");
            }
            countOne(tag, itemOffset, ITEM_COST);
            readItem(sequence, tag, itemOffset, explicitVr, bigEndian, depth + 1, end);
        }
    }

    private long itemLength;

    /** Consumes tag and length of an item or delimiter. */
    private int readItemHeader(int tag, long end, boolean bigEndian) throws IOException {
        long offset = source.position();
        if (end - offset < SHORT_HEADER) {
            throw new DicomParseException(tag, offset, "no room for an item in the sequence around it");
        }
        if (!source.has(SHORT_HEADER)) {
            throw DicomParseException.truncated(tag, offset, "where an item or delimiter is to be");
        }
        int itemTag = ElementHeader.tag(source.buffer(), source.index(), bigEndian);
        itemLength = ElementHeader.length(source.buffer(), source.index() + 4, bigEndian);
        source.consume(SHORT_HEADER);
        return itemTag;
    }

    private void readItem(
            Sequence sequence, int tag, long offset, boolean explicitVr, boolean bigEndian, int depth, long outerEnd)
            throws IOException {
        long length = itemLength;
        boolean overruns = length != UNDEFINED && length > outerEnd - source.position();
        if (overruns && !tolerances.lenient()) {
            throw overrun(tag, offset, length);
        }
        long end = length == UNDEFINED || overruns ? outerEnd : source.position() + length;
        ElementAppender item = ElementAppender.item(sequence, explicitVr, bigEndian, length == UNDEFINED);
        if (depth == 1) {
            items.item(tag, offset, item.attributes());
        }
        ElementHeader header = new ElementHeader();
        while (length == UNDEFINED || source.position() < end) {
            if (end - source.position() < SHORT_HEADER) {
                throw new DicomParseException(tag, source.position(), "no room for an element in the item around it");
            }
            header.peek(source, item.attributes(), explicitVr, bigEndian);
            if (header.tag == Tag.ItemDelimitationItem && length == UNDEFINED) {
                source.consume(SHORT_HEADER);
                return;
            }
            readElement(header, item, explicitVr, bigEndian, depth, end);
        }
        if (overruns) {
            // with nothing behind it there is nothing else that its length could mean
            if (source.has(1)) {
                throw overrun(tag, offset, length);
            }
            tolerances.use(Tolerance.LAST_ITEM_TOO_LONG, tag, offset);
        }
    }

    private static DicomParseException overrun(int tag, long offset, long length) {
        return new DicomParseException(tag, offset, "item of length " + length + " runs past the end of its sequence");
    }

    /** Reads fragments up to the delimiter; false when the stream ends in its place. */
    private boolean readFragments(Fragments fragments, int tag, boolean bigEndian, long end) throws IOException {
        while (true) {
            long offset = source.position();
            if (end == NO_END && !source.has(1)) {
                tolerances.use(Tolerance.UNDELIMITED_FRAGMENTS, tag, offset);
                return false;
            }
            int itemTag = readItemHeader(tag, end, bigEndian);
            if (itemTag == Tag.SequenceDelimitationItem) {
                return true;
            }
            if (itemTag != Tag.Item || itemLength == UNDEFINED) {
                throw new DicomParseException(tag, offset, "no fragment where one is to be");
            }
            if (itemLength > end - source.position()) {
                throw new DicomParseException(tag, offset, "fragment runs past the end of the item around it");
            }
            countOne(tag, offset, ELEMENT_COST);
            readFragment(fragments, tag, offset, bigEndian);
        }
    }

    private void readFragment(Fragments fragments, int tag, long offset, boolean bigEndian) throws IOException {
        long length = itemLength;
        if (!bulkData.leaves(length)) {
            takeValue(tag, offset, length);
            ElementAppender.fragment(fragments, source.valueArray(), source.valueOffset(), (int) length);
            return;
        }
        BulkData reference = bulkData.reference(source.position(), length, bigEndian);
        if (!source.skip(length)) {
            throw DicomParseException.truncated(tag, offset, "within a fragment of " + length + " bytes");
        }
        ElementAppender.fragment(fragments, reference);
    }

    private void countOne(int tag, long offset, int cost) throws DicomParseException {
        if (++count > limits.maxElements()) {
            throw new DicomParseException(
                    tag, offset, "more elements and items than the limit of " + limits.maxElements());
        }
        account(tag, offset, cost);
    }

    private void account(int tag, long offset, long bytes) throws DicomParseException {
        memory += bytes;
        if (memory > limits.maxTotalLength()) {
            throw new DicomParseException(
                    tag, offset, "elements and values together take more than the limit of " + limits.maxTotalLength());
        }
    }
}
