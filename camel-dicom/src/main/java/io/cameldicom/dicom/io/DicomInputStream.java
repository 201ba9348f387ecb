package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.ElementAppender;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads a DICOM file (PS3.10) or a bare data set.
 *
 * <p>Nothing is read before it is asked for, so the setters come first. Lenient (the default) means that what the field
 * sends is understood where its meaning is beyond doubt, as {@link Tolerance} lists it. Otherwise, and for what cannot be
 * understood, there is a {@link DicomParseException}.
 *
 * <p>Not thread-safe.
 */
public final class DicomInputStream implements Closeable {

    private final InputStream in;
    private ByteSource source;
    private ReadLimits limits = ReadLimits.DEFAULT;
    private final Tolerances tolerances = new Tolerances();
    private BulkDataPolicy bulkData = BulkDataPolicy.NONE;
    private ItemListener itemListener = ItemListener.NONE;

    private final TransferSyntax given;
    private boolean prepared;
    private IOException failure;
    private FileMetaInformation fileMetaInformation;
    private TransferSyntax label;
    private TransferSyntax transferSyntax;
    private long datasetOffset;
    private Inflater inflater;
    private DatasetParser parser;

    private ElementAppender dataset;
    private boolean stopped;
    private int stoppedAtTag;
    private long stoppedAtOffset;
    private long stoppedAtEnd;

    /** A file or a bare data set; which of them is found out. The stream is closed with this one. */
    public DicomInputStream(InputStream in) {
        this(in, null);
    }

    /** A data set in this transfer syntax, without file meta information. */
    public DicomInputStream(InputStream in, TransferSyntax transferSyntax) {
        this.in = in;
        this.source = new ByteSource(in);
        this.given = transferSyntax;
    }

    /** A data set, or with a null transfer syntax a file, in memory. Values are parts of the array, not copies. */
    public DicomInputStream(byte[] buffer, int offset, int length, TransferSyntax transferSyntax) {
        this.in = null;
        this.source = new ByteSource(buffer, offset, length);
        this.given = transferSyntax;
    }

    /** A file, of which large values can stay where they are: {@link BulkDataPolicy#above}. */
    public DicomInputStream(Path file) throws IOException {
        this(Files.newInputStream(file), null);
    }

    public DicomInputStream setLimits(ReadLimits limits) {
        this.limits = limits;
        return this;
    }

    /** False to refuse what does not conform to the standard. */
    public DicomInputStream setLenient(boolean lenient) {
        tolerances.setLenient(lenient);
        return this;
    }

    public DicomInputStream setBulkDataPolicy(BulkDataPolicy policy) {
        this.bulkData = policy;
        return this;
    }

    public DicomInputStream setItemListener(ItemListener listener) {
        this.itemListener = listener;
        return this;
    }

    /** What was otherwise than the standard has it in what was read so far; empty when strict. */
    public Set<Tolerance> tolerances() {
        return tolerances.used();
    }

    /** The file meta information, or null when there is none. */
    public FileMetaInformation fileMetaInformation() throws IOException {
        prepare();
        return fileMetaInformation;
    }

    /** The transfer syntax the data set is read in, which may not be the one its label says. */
    public TransferSyntax transferSyntax() throws IOException {
        prepare();
        return transferSyntax;
    }

    /**
     * The transfer syntax as labelled by file meta information or by who opened this stream; where nobody labelled it,
     * as found.
     */
    public TransferSyntax labelledTransferSyntax() throws IOException {
        prepare();
        return label;
    }

    /** Where the data set starts, in bytes from the start of the stream. */
    public long datasetOffset() throws IOException {
        prepare();
        return datasetOffset;
    }

    /**
     * Bytes consumed: the offset of the next one. In a deflated data set: {@link #datasetOffset()} plus the bytes
     * inflated and consumed.
     */
    public long position() {
        return source.position();
    }

    /** Reads the data set to the end of the stream. */
    public Attributes readDataset() throws IOException {
        return readDataset(ElementStop.NEVER);
    }

    /**
     * Reads elements up to one before which to stop; {@link #stopped} tells whether there was one. Reading goes on from
     * there with the next call, which answers the same data set with more elements.
     *
     * @throws DicomParseException leaves what was read before in {@link #dataset}
     */
    public Attributes readDataset(ElementStop stop) throws IOException {
        return read(stop, false);
    }

    /**
     * Reads the part of a data set before its pixel data from the first bytes of a stream: stops also before the first
     * element that the bytes do not hold whole.
     */
    public Attributes readHead() throws IOException {
        return read(ElementStop.PIXEL_DATA, true);
    }

    private Attributes read(ElementStop stop, boolean mayBeCut) throws IOException {
        prepare();
        stopped = false;
        ElementHeader header = new ElementHeader();
        boolean explicitVr = transferSyntax.explicitVr();
        boolean bigEndian = transferSyntax.bigEndian();
        header.offset = position();
        try {
            readElements(stop, header, explicitVr, bigEndian);
        } catch (IOException e) {
            DicomParseException reason = reason(e, header.tag, header.offset);
            if (!mayBeCut || !reason.isTruncated()) {
                throw reason;
            }
            stopAt(header);
        }
        return dataset.attributes();
    }

    private void readElements(ElementStop stop, ElementHeader header, boolean explicitVr, boolean bigEndian)
            throws IOException {
        while (!parser.isAtEnd(dataset.attributes(), bigEndian)) {
            header.peek(source, dataset.attributes(), explicitVr, bigEndian);
            if (stop.stopBefore(header.tag, header.vr, header.length, header.offset)) {
                stopAt(header);
                stoppedAtEnd =
                        header.length == ElementHeader.UNDEFINED ? -1 : header.offset + header.size + header.length;
                return;
            }
            parser.readElement(header, dataset, explicitVr, bigEndian, 0);
        }
    }

    /** What is wrong with the data set; what is wrong with the stream below is thrown on. */
    private DicomParseException reason(IOException e, int tag, long offset) throws IOException {
        if (e instanceof DicomParseException reason) {
            return reason;
        }
        if (inflater != null && (e instanceof ZipException || e instanceof EOFException)) {
            return DicomParseException.deflate(tag, offset, e);
        }
        throw e;
    }

    private void stopAt(ElementHeader header) {
        stopped = true;
        stoppedAtTag = header.tag;
        stoppedAtOffset = header.offset;
        stoppedAtEnd = -1; // the header itself may be cut
    }

    /** The bytes of the data set that are not consumed yet, inflated if it is deflated; reading them consumes them. */
    public InputStream rest() throws IOException {
        prepare();
        return source.rest();
    }

    /** What was read so far; also after an exception, the elements before the broken one. */
    public Attributes dataset() throws IOException {
        prepare();
        return dataset.attributes();
    }

    /** True when the last read stopped before an element. */
    public boolean stopped() {
        return stopped;
    }

    /** The element before which reading stopped. */
    public int stoppedAtTag() {
        return stoppedAtTag;
    }

    /** Where the header of that element is, as {@link #position()} counts. */
    public long stoppedAtOffset() {
        return stoppedAtOffset;
    }

    /** Where that element ends by its own length; -1 when it has none, or not all of its header is there. */
    public long stoppedAtEnd() {
        return stoppedAtEnd;
    }

    private void prepare() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (prepared) {
            return;
        }
        prepared = true;
        try {
            readStart();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void readStart() throws IOException {
        label = given;
        if (given == null) {
            FileMetaReader reader = new FileMetaReader(source, limits, tolerances);
            fileMetaInformation = reader.read();
            label = reader.transferSyntax();
        }
        datasetOffset = position();
        if (label != null && label.deflated()) {
            source = inflated();
        }
        transferSyntax = sniffed();
        if (label == null) {
            label = transferSyntax;
        }
        parser = new DatasetParser(
                source, limits, tolerances, inflater == null ? bulkData : BulkDataPolicy.NONE, itemListener);
        dataset = ElementAppender.dataset(transferSyntax.explicitVr(), transferSyntax.bigEndian());
    }

    private ByteSource inflated() throws IOException {
        boolean zlib = DeflateHeader.isZlib(source);
        if (zlib) {
            tolerances.use(Tolerance.ZLIB_WRAPPER, 0, position());
        }
        inflater = new Inflater(!zlib);
        return new ByteSource(new InflaterInputStream(source.rest(), inflater, 8 * 1024), position());
    }

    private TransferSyntax sniffed() throws IOException {
        try {
            if (label != null) {
                return corrected();
            }
            TransferSyntax guess = SyntaxSniffer.guess(source);
            if (guess == null) {
                throw new DicomParseException(
                        0, position(), "neither file meta information nor the first element of a data set");
            }
            return guess;
        } catch (IOException e) {
            throw reason(e, 0, position());
        }
    }

    private TransferSyntax corrected() throws IOException {
        TransferSyntax syntax = tolerances.lenient() ? SyntaxSniffer.correct(source, label) : label;
        if (syntax != label) {
            tolerances.use(Tolerance.WRONG_TRANSFER_SYNTAX, 0, position());
        }
        return syntax;
    }

    @Override
    public void close() throws IOException {
        if (inflater != null) {
            inflater.end();
        }
        if (in != null) {
            in.close();
        }
    }
}
