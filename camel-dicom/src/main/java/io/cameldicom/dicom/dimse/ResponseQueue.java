package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.io.DicomParseException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Responses between the reader thread and the caller that has not taken them yet, at most {@link #MAX_RESPONSES} and about
 * {@link #MAX_BYTES} of them. Guarded by its owner's lock.
 */
final class ResponseQueue {
    static final int MAX_RESPONSES = 64;
    /** Of encoded data sets; one response may be longer. */
    static final long MAX_BYTES = 4L << 20;

    /** A response; where its data set cannot be read the reason is there instead of it. */
    record Entry(CommandSet command, Attributes dataSet, long bytes, IOException unreadable) {
        /** Reads the data set of a response. */
        static Entry read(CommandSet response, DataSetStream dataSet) throws IOException {
            if (dataSet == null) {
                return new Entry(response, null, 0, null);
            }
            try {
                return new Entry(response, dataSet.readAttributes(), dataSet.position(), null);
            } catch (DicomParseException | DicomServiceException e) {
                return new Entry(response, null, 0, e);
            }
        }

        DimseResponse response() throws IOException {
            if (unreadable != null) {
                throw unreadable;
            }
            return new DimseResponse(command, dataSet);
        }

        boolean isPending() {
            return DimseResponse.isPending(command);
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;

    boolean isFull() {
        return entries.size() >= MAX_RESPONSES || bytes >= MAX_BYTES;
    }

    void add(Entry entry) {
        entries.add(entry);
        bytes += entry.bytes();
    }

    /** Takes the first one out; null if there is none. */
    Entry poll() {
        Entry entry = entries.poll();
        if (entry != null) {
            bytes -= entry.bytes();
        }
        return entry;
    }

    /** Drops the last one if it is pending: a later one says all it said. */
    void supersede() {
        Entry last = entries.peekLast();
        if (last != null && last.isPending() && last.unreadable() == null) {
            entries.removeLast();
            bytes -= last.bytes();
        }
    }

    /** Drops all but a final response. */
    void dropPending() {
        entries.removeIf(Entry::isPending);
        bytes = entries.stream().mapToLong(Entry::bytes).sum();
    }
}
