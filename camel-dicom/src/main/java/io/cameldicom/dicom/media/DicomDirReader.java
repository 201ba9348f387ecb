package io.cameldicom.dicom.media;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.io.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the tree of a DICOMDIR: by the offsets of its records, or where those are broken, by their order. */
final class DicomDirReader {

    /** A record takes some hundred bytes, so this is a File-set of hundreds of thousands of instances. */
    private static final long LARGEST = 512L << 20;

    /** PATIENT, STUDY, SERIES, instance, and retired records below; beyond that offsets lead nowhere good. */
    private static final int MOST_LEVELS = 8;

    private final Path file;
    private final Map<Long, DirectoryRecord> byOffset = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<Long> visited = new HashSet<>();
    private boolean brokenOffsets;

    DicomDirReader(Path file) {
        this.file = file;
    }

    DicomDir read() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("A DICOMDIR of " + Files.size(file) + " bytes is above the limit of " + LARGEST);
        }
        Attributes attributes = readRecords();
        Path folder = file.toAbsolutePath().getParent();
        List<DirectoryRecord> roots = chain(attributes, Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, 1);
        if (brokenOffsets || roots.isEmpty() && !byOffset.isEmpty()) {
            problems.add("records are taken in their order, for offsets do not lead to all of them");
            roots = byOrder();
        }
        return new DicomDir(folder, attributes, roots, problems);
    }

    private Attributes readRecords() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (DicomInputStream in = new DicomInputStream(bytes, 0, bytes.length, null)) {
            in.setItemListener(this::record);
            try {
                in.readDataset();
            } catch (DicomParseException e) {
                if (e.tag() != Tag.DirectoryRecordSequence && byOffset.isEmpty()) {
                    throw e;
                }
                problems.add(e.getMessage());
            }
            if (in.tolerances().contains(Tolerance.LAST_ITEM_TOO_LONG)) {
                problems.add(Tolerance.LAST_ITEM_TOO_LONG.text());
            }
            if (byOffset.isEmpty() && !in.dataset().contains(Tag.DirectoryRecordSequence)) {
                throw new IOException("No DICOMDIR: it has no Directory Record Sequence (0004,1220)");
            }
            return in.dataset();
        }
    }

    private void record(int sequenceTag, long offset, Attributes item) {
        if (sequenceTag == Tag.DirectoryRecordSequence) {
            byOffset.put(offset, new DirectoryRecord(item));
        }
    }

    /** The record an element of this data set points to, and all that follow it on its level. */
    private List<DirectoryRecord> chain(Attributes from, int offsetTag, int level) {
        List<DirectoryRecord> chain = new ArrayList<>();
        long offset = from.getLong(offsetTag, 0);
        while (offset != 0) {
            DirectoryRecord record = byOffset.get(offset);
            if (record == null || level > MOST_LEVELS || !visited.add(offset)) {
                brokenOffsets = true;
                problems.add(Tag.format(offsetTag) + ": offset " + offset
                        + (record == null ? " is not that of a record" : " leads in a circle"));
                return chain;
            }
            if (record.isInUse()) {
                chain.add(record);
                chain(record.attributes(), Tag.OffsetOfReferencedLowerLevelDirectoryEntity, level + 1)
                        .forEach(record::add);
            }
            offset = record.attributes().getLong(Tag.OffsetOfTheNextDirectoryRecord, 0);
        }
        return chain;
    }

    /** Each record below the last one of a higher level: so every writer puts them. */
    private List<DirectoryRecord> byOrder() {
        List<DirectoryRecord> roots = new ArrayList<>();
        DirectoryRecord[] last = new DirectoryRecord[RecordType.LEVELS];
        for (DirectoryRecord record : byOffset.values()) {
            record.clear();
            if (!record.isInUse()) {
                continue;
            }
            int level = RecordType.levelOf(record.type());
            DirectoryRecord parent = null;
            for (int above = level - 1; above >= 0 && parent == null; above--) {
                parent = last[above];
            }
            if (parent == null) {
                roots.add(record);
            } else {
                parent.add(record);
            }
            last[level] = record;
            Arrays.fill(last, level + 1, last.length, null);
        }
        return roots;
    }
}
