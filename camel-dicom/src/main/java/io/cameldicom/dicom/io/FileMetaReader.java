package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.ElementAppender;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.io.IOException;
import java.util.Arrays;

/** Reads what stands in front of the data set of a file (PS3.10 7.1). */
final class FileMetaReader {

    private final ByteSource source;
    private final Tolerances tolerances;
    private final DatasetParser parser;
    private TransferSyntax transferSyntax;

    FileMetaReader(ByteSource source, ReadLimits limits, Tolerances tolerances) {
        this.source = source;
        this.tolerances = tolerances;
        this.parser = new DatasetParser(source, limits, tolerances, BulkDataPolicy.NONE, ItemListener.NONE);
    }

    /** Null when the stream starts with a data set. */
    FileMetaInformation read() throws IOException {
        byte[] preamble = null;
        if (hasPrefixAt(FileMetaInformation.PREAMBLE_LENGTH)) {
            int start = source.index();
            preamble = Arrays.copyOfRange(source.buffer(), start, start + FileMetaInformation.PREAMBLE_LENGTH);
            source.consume(FileMetaInformation.PREAMBLE_LENGTH + FileMetaInformation.PREFIX.length);
        } else {
            tolerances.use(Tolerance.NO_PREAMBLE, 0, source.position());
            if (hasPrefixAt(0)) {
                source.consume(FileMetaInformation.PREFIX.length);
            }
        }
        if (!isMetaNext()) {
            tolerances.use(Tolerance.NO_FILE_META_INFORMATION, 0, source.position());
            return null;
        }
        Attributes attributes = readGroup();
        String uid = attributes.getString(Tag.TransferSyntaxUID);
        if (uid == null) {
            tolerances.use(Tolerance.NO_TRANSFER_SYNTAX, Tag.TransferSyntaxUID, source.position());
        } else {
            transferSyntax = TransferSyntax.of(uid);
        }
        return FileMetaInformation.read(preamble, attributes);
    }

    /** The transfer syntax named, or null. */
    TransferSyntax transferSyntax() {
        return transferSyntax;
    }

    private boolean hasPrefixAt(int offset) throws IOException {
        byte[] prefix = FileMetaInformation.PREFIX;
        int end = offset + prefix.length;
        return source.has(end)
                && Arrays.equals(
                        source.buffer(), source.index() + offset, source.index() + end, prefix, 0, prefix.length);
    }

    private boolean isMetaNext() throws IOException {
        return source.has(8) && ElementHeader.unsignedShort(source.buffer(), source.index(), false) == 2;
    }

    private Attributes readGroup() throws IOException {
        boolean explicitVr = SyntaxSniffer.hasVr(source.buffer(), source.index());
        if (!explicitVr) {
            tolerances.use(Tolerance.IMPLICIT_FILE_META_INFORMATION, 0, source.position());
        }
        ElementAppender group = ElementAppender.dataset(explicitVr, false);
        ElementHeader header = new ElementHeader();
        long end = -1;
        while (isMetaNext() && !(source.position() == end && isDeflated(group.attributes()))) {
            header.peek(source, group.attributes(), explicitVr, false);
            parser.readElement(header, group, explicitVr, false, 0);
            if (header.tag == Tag.FileMetaInformationGroupLength) {
                end = source.position() + (group.attributes().getInt(header.tag, 0) & 0xFFFFFFFFL);
            }
        }
        if (source.position() != end) {
            int tag = Tag.FileMetaInformationGroupLength;
            tolerances.use(Tolerance.WRONG_META_GROUP_LENGTH, tag, source.position());
        }
        return group.attributes();
    }

    /** The first bytes of a deflated data set may look like one more element of the group. */
    private static boolean isDeflated(Attributes group) {
        String uid = group.getString(Tag.TransferSyntaxUID);
        return uid != null && TransferSyntax.of(uid).deflated();
    }
}
