package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.transcode.Frames;
import io.cameldicom.dicom.transcode.Transcoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StreamCache;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * A DICOM object as it passes through routes: the body of messages from and to {@code dicom:} endpoints.
 *
 * <p>Small objects are in memory, large ones in a file of the spool; pixel data is on the heap in neither case until
 * somebody asks for it. {@linkplain #attributes() Attributes} are read on first use, up to the pixel data. An object
 * never changes: {@link #edit} makes another one that shares the untouched bytes. It can be read as often as wanted, by
 * any number of threads.
 *
 * <p>A spooled file is deleted when the last exchange that holds the object is done. Camel asks for a hold
 * ({@link #copy}) for wireTap, seda and parallel multicast; an object kept beyond that (in an aggregation, in a bean)
 * must be saved with {@link #saveTo} or held by an exchange that lives as long.
 */
public final class DicomObject implements StreamCache {

    private final FileMetaInformation meta;
    private final DataSetBytes dataSet;
    private final Spool spool;
    private final boolean sync;
    /** The file that is this object as a whole, with preamble and group 0002; null if there is none. */
    private final SpoolFile part10;

    private volatile DataSetHead head;

    DicomObject(
            FileMetaInformation meta,
            DataSetBytes dataSet,
            SpoolFile part10,
            DataSetHead head,
            Spool spool,
            boolean sync) {
        this.meta = meta;
        this.dataSet = dataSet;
        this.part10 = part10;
        this.head = head;
        this.spool = spool;
        this.sync = sync;
    }

    // ---- making one

    /**
     * An object in a file, which is not read before it is used, and must not change meanwhile.
     *
     * @param file a Part 10 file (PS3.10), or a bare data set
     * @throws IOException if the file cannot be read or is no DICOM
     */
    public static DicomObject of(Path file) throws IOException {
        SpoolFile borrowed = SpoolFile.borrowed(file);
        return DicomObjects.read(new DataSetBytes.InFile(borrowed, 0, Files.size(file)), Spool.ofProcess());
    }

    /**
     * An object in a file that its owner keeps until no exchange uses it any more: for queues and stores. It is held by
     * the caller at first, who passes that hold on with {@link #handOverTo}.
     *
     * @param file a Part 10 file, which nobody changes; others may link to it
     * @param whenUnused called once, when the last holder is done, on its thread
     * @throws IOException if the file cannot be read or is no DICOM; nothing is called then
     */
    public static DicomObject of(Path file, Runnable whenUnused) throws IOException {
        SpoolFile kept = SpoolFile.kept(file, whenUnused);
        return DicomObjects.read(new DataSetBytes.InFile(kept, 0, Files.size(file)), Spool.ofProcess());
    }

    /**
     * An object in memory.
     *
     * @param part10 a Part 10 file, or a bare data set; not copied
     * @throws IOException if it is no DICOM
     */
    public static DicomObject of(byte[] part10) throws IOException {
        return DicomObjects.read(new DataSetBytes.Memory(part10), Spool.ofProcess());
    }

    /**
     * Reads a stream to its end, into memory or, above 128 KiB, into a file.
     *
     * @param part10 a Part 10 file, or a bare data set; not closed
     * @throws IOException if the stream cannot be read or is no DICOM
     */
    public static DicomObject of(InputStream part10) throws IOException {
        return DicomObjects.spool(part10, Spool.ofProcess());
    }

    /**
     * Encodes a data set.
     *
     * @param attributes with SOP Class UID and SOP Instance UID
     * @throws IllegalArgumentException if one of these UIDs is missing
     * @throws IOException if it cannot be encoded, for instance because bulk data it refers to is gone
     */
    public static DicomObject of(Attributes attributes, TransferSyntax transferSyntax) throws IOException {
        return DicomObjects.encode(attributes, transferSyntax, Spool.ofProcess());
    }

    // ---- what it is

    /** SOP Class UID, without padding; null if the object has none. */
    public String sopClassUid() {
        return meta.mediaStorageSopClassUid();
    }

    /** SOP Instance UID, without padding; null if the object has none. */
    public String sopInstanceUid() {
        return meta.mediaStorageSopInstanceUid();
    }

    /** UID of the transfer syntax the data set is encoded in. */
    public String transferSyntaxUid() {
        return meta.transferSyntaxUid();
    }

    /** The transfer syntax the data set is encoded in. */
    public TransferSyntax transferSyntax() {
        return TransferSyntax.of(meta.transferSyntaxUid());
    }

    /** Group 0002. */
    public FileMetaInformation fileMetaInformation() {
        return meta;
    }

    /**
     * The elements before the pixel data; long values are references into the file. Not to be changed: others read the
     * same, see {@link #edit}.
     *
     * @throws RuntimeCamelException if the data set cannot be parsed
     */
    public Attributes attributes() {
        return head().attributes();
    }

    /**
     * The first value of an element as text, trimmed; null if it is absent or empty. For Simple:
     * {@code ${body.string('Modality')}}.
     *
     * @param keywordOrTag {@code Modality}, {@code 00080060}, {@code (0008,0060)} or {@code 0008,0060}
     * @throws IllegalArgumentException if there is no such keyword
     */
    public String string(String keywordOrTag) {
        return attributes().getString(Tag.parse(keywordOrTag));
    }

    /** All values of an element as text; empty if it is absent or empty. */
    public List<String> strings(String keywordOrTag) {
        String[] values = attributes().getStrings(Tag.parse(keywordOrTag));
        return values == null ? List.of() : List.of(values);
    }

    /** The first value of an element as a whole number; null if it is absent, empty or no number. */
    public Integer integer(String keywordOrTag) {
        String value = string(keywordOrTag);
        return value == null ? null : attributes().getInt(Tag.parse(keywordOrTag), 0);
    }

    /** The first value of an element as a number; null if it is absent, empty or no number. */
    public Double number(String keywordOrTag) {
        String value = string(keywordOrTag);
        return value == null ? null : attributes().getDouble(Tag.parse(keywordOrTag), 0);
    }

    // ---- its bytes

    /** The object as a Part 10 file, from its start; to be closed by the caller. */
    public InputStream openStream() throws IOException {
        if (part10 != null) {
            return Files.newInputStream(part10.path());
        }
        return new SequenceInputStream(new ByteArrayInputStream(meta.toBytes()), dataSet.openStream());
    }

    /** The data set alone, as encoded, from its start; to be closed by the caller. */
    public InputStream openDataSet() throws IOException {
        return dataSet.openStream();
    }

    /**
     * The file that holds this object, a complete Part 10 file; null if it is in memory or differs from its file. The
     * file is this object's: link or copy it, do not move or change it.
     */
    public Path path() {
        return part10 == null ? null : part10.path();
    }

    /** Length as a Part 10 file, in bytes. */
    public long size() {
        return dataSetOffset() + dataSet.length();
    }

    /** Where the data set begins in the Part 10 file, in bytes. */
    public long dataSetOffset() {
        return part10 != null && dataSet instanceof DataSetBytes.InFile inFile
                ? inFile.offset()
                : meta.toBytes().length;
    }

    /** Length of the data set, in bytes. */
    public long dataSetLength() {
        return dataSet.length();
    }

    /**
     * Makes a Part 10 file that lives on after the exchange: a hard link where the spool is on the same file system,
     * otherwise a copy. Readers never see half a file, an existing one is replaced, missing folders are made. Unless
     * the endpoint says {@code fsync=false}, file and folder are on disk when this returns.
     *
     * @return the target
     */
    public Path saveTo(Path target) throws IOException {
        return DicomObjects.save(this, part10 != null && part10.isOwned() ? part10.path() : null, target, sync);
    }

    // ---- making another one of it

    /**
     * This object with its attributes changed, at the cost of the head only: what was not touched, pixel data above
     * all, stays as and where it is.
     *
     * @param change gets a copy of {@link #attributes()} to change
     */
    public DicomObject edit(Consumer<Attributes> change) {
        Attributes edited = new Attributes(attributes());
        change.accept(edited);
        return withAttributes(edited);
    }

    /** This object with these attributes in the place of {@link #attributes()}; see {@link #edit}. */
    public DicomObject withAttributes(Attributes attributes) {
        try {
            return DicomObjects.replaceHead(this, attributes);
        } catch (IOException e) {
            throw new UncheckedIOException("The edited object cannot be encoded: " + e.getMessage(), e);
        }
    }

    /**
     * This object without what is behind its pixel data: digital signatures (which an edit makes wrong), padding, private elements.
     *
     * @throws IOException if the pixel data end early
     */
    public DicomObject withoutTrailingElements() throws IOException {
        return DicomObjects.cutBehindPixelData(this);
    }

    /**
     * This object in another transfer syntax, in memory or in a file of the spool; who makes it passes its hold on with
     * {@link #handOverTo}.
     *
     * @param options of the conversion; compressed frames wait in the spool, wherever they say
     * @throws io.cameldicom.dicom.transcode.TranscodeException if it cannot be converted; {@link Transcoder#plan} tells
     *     before what can be known before
     */
    public DicomObject transcode(Transcoder.Builder options) throws IOException {
        return ObjectConversion.transcode(this, options);
    }

    /**
     * The frames of this image, each read when it is asked for.
     *
     * @throws io.cameldicom.dicom.transcode.TranscodeException if it has none, or they contradict its attributes
     */
    public Frames frames() throws IOException {
        return Frames.open(ObjectConversion.source(this), ReadLimits.DEFAULT);
    }

    /**
     * All elements, those behind the pixel data too. Long values, pixel data above all, are references to where they lie.
     *
     * @throws io.cameldicom.dicom.io.DicomParseException if it is no data set
     */
    public Attributes dataSetAttributes() throws IOException {
        return ObjectConversion.source(this).readDataset(ReadLimits.DEFAULT);
    }

    /** This object with nothing in its file meta information that says where it is from. */
    public DicomObject withoutSource() {
        FileMetaInformation bare = FileMetaInformation.of(
                meta.mediaStorageSopClassUid(), meta.mediaStorageSopInstanceUid(), meta.transferSyntaxUid());
        return new DicomObject(bare, dataSet, null, head, spool, sync);
    }

    DataSetBytes dataSet() {
        return dataSet;
    }

    Spool spool() {
        return spool;
    }

    boolean sync() {
        return sync;
    }

    DataSetHead head() {
        DataSetHead parsed = head;
        if (parsed == null) {
            synchronized (this) {
                parsed = head;
                if (parsed == null) {
                    try {
                        parsed = DataSetHead.read(dataSet, transferSyntax());
                    } catch (IOException e) {
                        throw new RuntimeCamelException("The data set cannot be read: " + e.getMessage(), e);
                    }
                    head = parsed;
                }
            }
        }
        return parsed;
    }

    /** Holds the file until the exchange is done. */
    void holdUntilDone(Exchange exchange) {
        for (SpoolFile file : files()) {
            if (file.isOwned()) {
                file.retain();
                releaseWhenDone(exchange, file);
            }
        }
    }

    /**
     * Makes the exchange the holder in the place of the caller: for an object that a processor has made, whose file
     * is then deleted when the exchange, and whoever else holds it, is done.
     */
    public void handOverTo(Exchange exchange) {
        for (SpoolFile file : files()) {
            if (file.isOwned()) {
                releaseWhenDone(exchange, file);
            }
        }
    }

    /** One holder more, who lets go with {@link #discard} or {@link #handOverTo}. */
    void hold() {
        for (SpoolFile file : files()) {
            if (file.isOwned()) {
                file.retain();
            }
        }
    }

    /** Lets go of the caller's hold, in the place of {@link #handOverTo}: nobody is to have the object. */
    public void discard() {
        for (SpoolFile file : files()) {
            if (file.isOwned()) {
                file.release();
            }
        }
    }

    /** One hold more than there are exchanges to let go. */
    void holdForGood() {
        part10.retain();
    }

    /** This object after its file was moved. */
    DicomObject inFile(SpoolFile moved) {
        return new DicomObject(
                meta, new DataSetBytes.InFile(moved, dataSetOffset(), dataSet.length()), moved, head, spool, sync);
    }

    static void releaseWhenDone(Exchange exchange, SpoolFile file) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                file.release();
            }
        });
    }

    private List<SpoolFile> files() {
        return dataSet.files();
    }

    // ---- StreamCache: there is no position to share, so one object serves any number of readers

    @Override
    public void reset() {
        // every stream starts at the beginning
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        try (InputStream stream = openStream()) {
            stream.transferTo(target);
        }
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        if (exchange != null) {
            holdUntilDone(exchange);
        }
        return this;
    }

    @Override
    public boolean inMemory() {
        return files().isEmpty();
    }

    @Override
    public long length() {
        return size();
    }

    @Override
    public long position() {
        return -1;
    }

    /** Names class, size and transfer syntax; no values of elements, so it may be logged. */
    @Override
    public String toString() {
        String name = sopClassUid() == null ? null : UidDictionary.keywordOf(sopClassUid());
        String syntax = transferSyntax().keyword();
        return "DicomObject[" + Objects.requireNonNullElse(name, "SOP class unknown") + ", " + size() + " bytes, "
                + (syntax.isEmpty() ? transferSyntaxUid() : syntax) + "]";
    }
}
