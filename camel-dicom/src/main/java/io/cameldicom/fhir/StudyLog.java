package io.cameldicom.fhir;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The headers of a study's objects in a file that only grows: each change is a record with its length and its check sum,
 * so that a process may end at any moment; a record that was not written whole is as if it had never been. Not
 * thread-safe.
 */
public final class StudyLog {

    private static final Logger LOG = LoggerFactory.getLogger(StudyLog.class);
    /** More than any header has: a longer record is a broken one. */
    private static final int LONGEST_RECORD = 64 << 20;

    private static final byte HEADER = 'H';
    private static final byte INSTANCE = 'I';
    private static final byte SOURCE = 'S';
    private static final byte COMPLETED = 'C';
    private static final byte CONFIRMED = 'F';

    private Path file;
    private final boolean sync;
    private final DicomStudy study;
    /** The headers in the file by their number, and the other way round. */
    private final List<Header> headers = new ArrayList<>();

    private final Map<Header, Integer> numbers = new HashMap<>();
    /** The objects in the file by SOP Instance UID: the study may have one that is being added. */
    private final Map<String, InstanceHeader> written = new HashMap<>();

    private final Set<String> sources = new LinkedHashSet<>();
    private final Set<String> unconfirmed = new LinkedHashSet<>();
    private boolean changedSinceCompletion;

    private StudyLog(Path file, boolean sync, DicomStudy.Limits limits) {
        this.file = file;
        this.sync = sync;
        this.study = new DicomStudy(limits);
    }

    /**
     * What is in the file, which need not be there.
     *
     * @param sync whether a record is on disk when its method returns
     */
    public static StudyLog open(Path file, boolean sync, DicomStudy.Limits limits) throws IOException {
        StudyLog log = new StudyLog(file, sync, limits);
        if (Files.exists(file)) {
            log.replay();
        }
        return log;
    }

    /** The study of the file; objects are added to it first, and then here. */
    public DicomStudy study() {
        return study;
    }

    /** Who sent objects of it. */
    public Set<String> sources() {
        return sources;
    }

    /** Completions nobody has confirmed to be done with. */
    public Set<String> unconfirmed() {
        return unconfirmed;
    }

    /** Whether objects came that are in no completion. */
    public boolean isChangedSinceCompletion() {
        return changedSinceCompletion;
    }

    /** Whether the object is in the file as it is. */
    public boolean has(InstanceHeader instance) {
        return instance.equals(written.get(instance.sopInstanceUid()));
    }

    /**
     * Writes down an object that was added to the study.
     *
     * @param source who sent it; null if nobody knows
     * @throws IOException if it may not be in the file: open it anew
     */
    public void added(InstanceHeader instance, String source) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        int header = numbers.getOrDefault(instance.header(), headers.size());
        if (header == headers.size()) {
            write(records, HEADER, out -> out.write(instance.header().encoded()));
        }
        if (source != null && !sources.contains(source)) {
            write(records, SOURCE, out -> out.writeUTF(source));
        }
        write(records, INSTANCE, out -> {
            out.writeInt(header);
            out.writeUTF(instance.sopInstanceUid());
            out.writeUTF(instance.sopClassUid());
            writeNullable(out, instance.numberText());
            writeNullable(out, instance.title());
        });
        append(records.toByteArray());
        if (header == headers.size()) {
            remember(instance.header());
        }
        if (source != null) {
            sources.add(source);
        }
        written.put(instance.sopInstanceUid(), instance.sharing(headers.get(header)));
        changedSinceCompletion = true;
    }

    /** The study as it is now goes to where it is wanted. */
    public void completed(String completion) throws IOException {
        append(record(COMPLETED, completion));
        unconfirmed.add(completion);
        changedSinceCompletion = false;
    }

    /** It is there. */
    public void confirmed(String completion) throws IOException {
        append(record(CONFIRMED, completion));
        unconfirmed.remove(completion);
    }

    private void remember(Header header) {
        numbers.put(header, headers.size());
        headers.add(header);
    }

    /** Gives the file another name. */
    public void moveTo(Path target) throws IOException {
        if (!file.equals(target)) {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            file = target;
        }
    }

    private static byte[] record(byte type, String text) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        write(records, type, out -> out.writeUTF(text));
        return records.toByteArray();
    }

    private interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    private static void write(ByteArrayOutputStream records, byte type, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream payload = new DataOutputStream(bytes);
        payload.writeByte(type);
        content.write(payload);
        DataOutputStream out = new DataOutputStream(records);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.writeInt(checkSum(bytes.toByteArray()));
    }

    private static void writeNullable(DataOutputStream out, String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static String readNullable(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static int checkSum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private void append(byte[] records) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer buffer = ByteBuffer.wrap(records);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (sync) {
                channel.force(false);
            }
        }
    }

    private void replay() throws IOException {
        long whole = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (byte[] record = next(in); record != null; record = next(in)) {
                apply(new DataInputStream(new ByteArrayInputStream(record)), record.length - 1);
                whole += record.length + 2L * Integer.BYTES;
            }
        }
        if (whole < Files.size(file)) {
            LOG.warn("{}: the last record was not written whole, its object is to come again", file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
    }

    /** Null at the end, and where a record breaks off. */
    private static byte[] next(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            if (length < 1 || length > LONGEST_RECORD) {
                return null;
            }
            byte[] record = in.readNBytes(length);
            return record.length == length && in.readInt() == checkSum(record) ? record : null;
        } catch (EOFException e) {
            return null;
        }
    }

    private void apply(DataInputStream record, int length) throws IOException {
        byte type = record.readByte();
        switch (type) {
            case HEADER -> remember(Header.decoded(record.readNBytes(length)));
            case INSTANCE -> {
                InstanceHeader instance = new InstanceHeader(
                        headers.get(record.readInt()),
                        record.readUTF(),
                        record.readUTF(),
                        readNullable(record),
                        readNullable(record));
                study.add(instance);
                written.put(instance.sopInstanceUid(), instance);
                changedSinceCompletion = true;
            }
            case SOURCE -> sources.add(record.readUTF());
            case COMPLETED -> {
                unconfirmed.add(record.readUTF());
                changedSinceCompletion = false;
            }
            case CONFIRMED -> unconfirmed.remove(record.readUTF());
            default -> throw new IOException(file + ": a record of another version of this program");
        }
    }
}
