package io.cameldicom.dicom.xml;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.BulkDataUris;
import io.cameldicom.dicom.data.ByteOrders;
import io.cameldicom.dicom.data.PersonName;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes data sets as XML of the Native DICOM Model (PS3.19 A.1), element by element; binary values are read from their
 * file piece by piece.
 *
 * <p>Text is Unicode, so Specific Character Set (0008,0005), where a data set has it, comes out as ISO_IR 192. Control
 * characters that XML 1.0 has no form for become U+FFFD. A private element names its creator and has 00 for its block;
 * the creator's own element is written too. Group lengths are left out. Encapsulated pixel data has no form in the model:
 * it is written only where {@link BulkDataUris} gives it a URI. Not thread-safe.
 */
public final class XmlWriter {

    /** Whole numbers of every size, and no padding of Base64 in between. */
    private static final int PIECE = 24 * 1024;

    private static final int BLOCK_DIGITS = 0xFF00;

    private final XMLStreamWriter xml;
    private final BulkDataUris bulkDataUris;

    /** The writer is neither flushed nor closed. */
    public XmlWriter(XMLStreamWriter xml) {
        this(xml, BulkDataUris.NONE);
    }

    public XmlWriter(XMLStreamWriter xml, BulkDataUris bulkDataUris) {
        this.xml = xml;
        this.bulkDataUris = bulkDataUris;
    }

    /** The data set as an XML document. */
    public static String toString(Attributes dataset) {
        StringWriter text = new StringWriter();
        try {
            writeDocument(dataset, BulkDataUris.NONE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Writes a document with its declaration. The target is flushed, not closed, and must encode UTF-8.
     *
     * @throws IOException also when bulk data cannot be read from its file
     */
    public static void writeDocument(Attributes dataset, BulkDataUris bulkDataUris, Writer target) throws IOException {
        try {
            // no property of the system chooses another StAX
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(target);
            xml.writeStartDocument("UTF-8", "1.0");
            new XmlWriter(xml, bulkDataUris).write(dataset);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw asIoException(e);
        }
    }

    /**
     * Writes one element {@code NativeDicomModel}.
     *
     * @throws IOException also when bulk data cannot be read from its file
     */
    public void write(Attributes dataset) throws IOException {
        try {
            xml.writeStartElement(NativeModel.ROOT);
            xml.writeDefaultNamespace(NativeModel.NAMESPACE);
            xml.writeAttribute("xml:space", "preserve");
            writeElements(dataset, "");
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw asIoException(e);
        }
    }

    private static IOException asIoException(XMLStreamException e) {
        return e.getNestedException() instanceof IOException cause ? cause : new IOException("XML is not written", e);
    }

    private void writeElements(Attributes dataset, String path) throws XMLStreamException, IOException {
        for (int tag : dataset.tags()) {
            if (!Tag.isGroupLength(tag)) {
                writeElement(dataset, tag, path + String.format("%08X", tag));
            }
        }
    }

    private void writeElement(Attributes dataset, int tag, String path) throws XMLStreamException, IOException {
        Sequence sequence = dataset.getSequence(tag);
        URI uri = bulkDataUris.uriOf(dataset, tag, path);
        if (dataset.getFragments(tag) != null && uri == null) {
            return;
        }
        VR vr = sequence == null ? dataset.getVR(tag) : VR.SQ;
        xml.writeStartElement(NativeModel.ATTRIBUTE);
        writeHeader(dataset, tag, vr);
        if (uri != null) {
            xml.writeEmptyElement(NativeModel.BULK_DATA);
            xml.writeAttribute("uri", uri.toString());
        } else if (sequence != null) {
            writeItems(sequence, path);
        } else if (vr.isBulk()) {
            writeInline(dataset, tag, vr);
        } else if (dataset.containsValue(tag)) {
            writeValues(dataset, tag, vr);
        }
        xml.writeEndElement();
    }

    private void writeHeader(Attributes dataset, int tag, VR vr) throws XMLStreamException {
        String creator = Tag.isPrivateCreator(tag) ? null : dataset.privateCreatorOf(tag);
        xml.writeAttribute("tag", String.format("%08X", creator == null ? tag : tag & ~BLOCK_DIGITS));
        xml.writeAttribute("vr", vr.name());
        if (creator != null) {
            xml.writeAttribute("privateCreator", legal(creator));
        } else if (!Tag.isPrivate(tag)) {
            String keyword = ElementDictionary.keywordOf(tag, null);
            if (keyword != null && !keyword.isEmpty()) {
                xml.writeAttribute("keyword", keyword);
            }
        }
    }

    private void writeItems(Sequence sequence, String path) throws XMLStreamException, IOException {
        int number = 1;
        for (Attributes item : sequence) {
            startNumbered(NativeModel.ITEM, number);
            writeElements(item, path + "/" + number++ + "/");
            xml.writeEndElement();
        }
    }

    private void startNumbered(String name, int number) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("number", Integer.toString(number));
    }

    /** Base64 of the little endian bytes. */
    private void writeInline(Attributes dataset, int tag, VR vr) throws XMLStreamException, IOException {
        BulkData bulkData = dataset.getBulkData(tag);
        boolean swapped = vr.swapUnit() > 1 && (bulkData == null ? dataset.bigEndian() : bulkData.bigEndian());
        if (!dataset.containsValue(tag)) {
            return;
        }
        xml.writeStartElement(NativeModel.INLINE_BINARY);
        try (InputStream in =
                bulkData == null ? new ByteArrayInputStream(dataset.getBytes(tag)) : bulkData.openStream()) {
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                if (swapped) {
                    ByteOrders.swap(piece, 0, piece.length, vr.swapUnit());
                }
                // the last one may be odd, as a value never is (PS3.5 7.1.1)
                byte[] even = Arrays.copyOf(piece, piece.length + (piece.length & 1));
                xml.writeCharacters(Base64.getEncoder().encodeToString(even));
            }
        }
        xml.writeEndElement();
    }

    private void writeValues(Attributes dataset, int tag, VR vr) throws XMLStreamException {
        String[] values = tag == Tag.SpecificCharacterSet ? new String[] {"ISO_IR 192"} : dataset.getStrings(tag);
        for (int i = 0; i < values.length; i++) {
            if (vr == VR.PN) {
                writeName(PersonName.parse(values[i]), i + 1);
            } else {
                startNumbered(NativeModel.VALUE, i + 1);
                writeText(values[i]);
                xml.writeEndElement();
            }
        }
    }

    private void writeName(PersonName name, int number) throws XMLStreamException {
        startNumbered(NativeModel.PERSON_NAME, number);
        for (PersonName.Group group : PersonName.Group.values()) {
            if (name.contains(group)) {
                xml.writeStartElement(NativeModel.nameOf(group));
                for (PersonName.Component component : PersonName.Component.values()) {
                    String text = name.get(group, component);
                    if (!text.isEmpty()) {
                        xml.writeStartElement(NativeModel.nameOf(component));
                        writeText(text);
                        xml.writeEndElement();
                    }
                }
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    /** A parser would make a line feed of a carriage return that is not written by its number (XML 1.0 section 2.11). */
    private void writeText(String text) throws XMLStreamException {
        String legal = legal(text);
        int start = 0;
        for (int end = legal.indexOf('\r'); end >= 0; end = legal.indexOf('\r', start)) {
            xml.writeCharacters(legal.substring(start, end));
            xml.writeEntityRef("#13");
            start = end + 1;
        }
        xml.writeCharacters(legal.substring(start));
    }

    private static String legal(String text) {
        boolean legal = text.codePoints().allMatch(XmlWriter::isLegal);
        return legal
                ? text
                : text.codePoints()
                        .map(c -> isLegal(c) ? c : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** XML 1.0 section 2.2. */
    private static boolean isLegal(int c) {
        return c >= ' ' && c < 0xD800
                || c == '\n'
                || c == '\r'
                || c == '\t'
                || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF;
    }
}
