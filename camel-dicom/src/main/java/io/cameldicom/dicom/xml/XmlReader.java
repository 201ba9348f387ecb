package io.cameldicom.dicom.xml;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.PersonName;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of the Native DICOM Model (PS3.19 A.1) into data sets, whose text is UTF-8 (ISO_IR 192). Bulk data by URI
 * becomes {@link BulkData} and is not fetched. No DTD and no external entity is read. Not thread-safe.
 */
public final class XmlReader {

    private static final int MAX_DEPTH = 64;
    /** A number far behind the last one is a mistake, and would cost memory. */
    private static final int MAX_VALUES_LEFT_OUT = 1024;

    private static final int LAST_BLOCK = 0xFF;

    private final XMLStreamReader xml;
    /** Whether the data set at hand has text that ASCII does not. */
    private boolean unicode;

    private XmlReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * The data set of a document.
     *
     * @throws UncheckedIOException of a {@link DicomXmlException} when it is none
     */
    public static Attributes parse(String text) {
        try {
            return read(factory -> factory.createXMLStreamReader(new StringReader(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The data set of a document, in the encoding that it declares. The stream is not closed.
     *
     * @throws DicomXmlException when the text is not XML, or not of the model
     */
    public static Attributes read(InputStream document) throws IOException {
        return read(factory -> factory.createXMLStreamReader(document));
    }

    private interface Opener {
        XMLStreamReader open(XMLInputFactory factory) throws XMLStreamException;
    }

    private static Attributes read(Opener opener) throws IOException {
        // no property of the system chooses another StAX; a factory is not promised to be thread-safe
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = opener.open(factory);
            try {
                return new XmlReader(xml).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cause) {
                throw cause;
            }
            // not as a cause: its message may quote the text
            throw new DicomXmlException("this is not XML of the model", e.getLocation());
        }
    }

    private Attributes document() throws XMLStreamException, IOException {
        xml.nextTag();
        if (!xml.getLocalName().equals(NativeModel.ROOT)) {
            throw failure("NativeDicomModel is to be here");
        }
        Attributes dataset = new Attributes();
        readElements(dataset, 0);
        if (unicode) {
            dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        }
        return dataset;
    }

    /** Reads the content of NativeDicomModel or Item, up to its end. */
    private void readElements(Attributes target, int depth) throws XMLStreamException, IOException {
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            if (!xml.getLocalName().equals(NativeModel.ATTRIBUTE)) {
                throw failure("DicomAttribute is to be here");
            }
            readElement(target, depth);
        }
    }

    private void readElement(Attributes target, int depth) throws XMLStreamException, IOException {
        String creator = xml.getAttributeValue(null, "privateCreator");
        int tag = tag();
        VR vr = vr(tag, creator);
        if (creator != null) {
            tag = reserve(target, creator, tag);
        }
        List<String> texts = new ArrayList<>();
        Sequence items = vr == VR.SQ ? target.newSequence(tag) : null;
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            switch (xml.getLocalName()) {
                case NativeModel.VALUE -> {
                    skipTo(texts, tag);
                    texts.add(xml.getElementText());
                }
                case NativeModel.PERSON_NAME -> {
                    skipTo(texts, tag);
                    texts.add(name(tag));
                }
                case NativeModel.ITEM -> readItem(items, tag, depth + 1);
                case NativeModel.BULK_DATA -> target.setBulkData(tag, requireBytes(tag, vr), bulkData(tag));
                case NativeModel.INLINE_BINARY -> target.setBytes(tag, requireBytes(tag, vr), inline(tag));
                default -> throw failure(Tag.format(tag) + ": no element of the model");
            }
        }
        if (tag == Tag.SpecificCharacterSet) {
            // what text is encoded in here is said once, for the whole data set
            unicode |= !texts.isEmpty();
        } else if (!texts.isEmpty()) {
            setTexts(target, tag, vr, texts);
        } else if (!target.contains(tag)) {
            target.setNull(tag, vr);
        }
    }

    /** A creator with several blocks has an element of the same number in the next one: the model does not tell them apart. */
    private int reserve(Attributes target, String creator, int tag) throws DicomXmlException {
        try {
            int first = target.reserve(creator, tag);
            for (int block = Tag.element(first) >>> 8; target.contains(first) && block <= LAST_BLOCK; block++) {
                int other = Tag.of(Tag.group(tag), block << 8 | tag & 0xFF);
                if (!target.contains(other) && creator.equals(target.privateCreatorOf(other))) {
                    return other;
                }
            }
            return first;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw failure(Tag.format(tag) + ": no private element, or no room for its creator");
        }
    }

    private int tag() throws DicomXmlException {
        String digits = xml.getAttributeValue(null, "tag");
        try {
            if (digits != null && digits.length() == 8) {
                return Integer.parseUnsignedInt(digits, 16);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw failure("a tag has eight hexadecimal digits");
    }

    private VR vr(int tag, String creator) throws DicomXmlException {
        String name = xml.getAttributeValue(null, "vr");
        if (name == null) {
            return ElementDictionary.vrOf(tag, creator);
        }
        VR vr = name.length() == 2 ? VR.of(name.charAt(0) << 8 | name.charAt(1)) : null;
        if (vr == null) {
            throw failure(Tag.format(tag) + ": no VR of the standard");
        }
        return vr;
    }

    /** Values come in the order of their numbers; those left out are empty. */
    private void skipTo(List<String> texts, int tag) throws DicomXmlException {
        String number = xml.getAttributeValue(null, "number");
        if (number == null) {
            return;
        }
        int leftOut;
        try {
            leftOut = Integer.parseInt(number) - 1 - texts.size();
        } catch (NumberFormatException e) {
            leftOut = -1;
        }
        if (leftOut < 0 || leftOut > MAX_VALUES_LEFT_OUT) {
            throw failure(Tag.format(tag) + ": values are numbered from 1, one after the other");
        }
        texts.addAll(Collections.nCopies(leftOut, ""));
    }

    private void readItem(Sequence items, int tag, int depth) throws XMLStreamException, IOException {
        if (items == null) {
            throw failure(Tag.format(tag) + ": an Item where the VR has none");
        }
        if (depth > MAX_DEPTH) {
            throw failure(Tag.format(tag) + ": nested deeper than " + MAX_DEPTH);
        }
        Attributes item = new Attributes();
        items.add(item);
        readElements(item, depth);
    }

    private VR requireBytes(int tag, VR vr) throws DicomXmlException {
        if (vr == VR.SQ) {
            throw failure(Tag.format(tag) + ": a sequence has items, not bytes");
        }
        return vr;
    }

    private String name(int tag) throws XMLStreamException, IOException {
        Map<PersonName.Group, String> groups = new EnumMap<>(PersonName.Group.class);
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            PersonName.Group group = NativeModel.group(xml.getLocalName());
            if (group == null) {
                throw failure(Tag.format(tag) + ": no part of a name");
            }
            Map<PersonName.Component, String> components = new EnumMap<>(PersonName.Component.class);
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                PersonName.Component component = NativeModel.component(xml.getLocalName());
                if (component == null) {
                    throw failure(Tag.format(tag) + ": no part of a name");
                }
                components.put(component, xml.getElementText());
            }
            groups.put(group, joined(PersonName.Component.values(), components, "^"));
        }
        return PersonName.parse(joined(PersonName.Group.values(), groups, "=")).format();
    }

    private static <T> String joined(T[] places, Map<T, String> texts, String delimiter) {
        return Arrays.stream(places).map(place -> texts.getOrDefault(place, "")).collect(Collectors.joining(delimiter));
    }

    private BulkData bulkData(int tag) throws XMLStreamException, IOException {
        String uri = xml.getAttributeValue(null, "uri");
        String uuid = xml.getAttributeValue(null, "uuid");
        try {
            BulkData bulkData = BulkData.ofUri(URI.create(uri != null ? uri : "urn:uuid:" + uuid));
            xml.nextTag();
            return bulkData;
        } catch (IllegalArgumentException e) {
            throw failure(Tag.format(tag) + ": BulkData has no URI");
        }
    }

    private byte[] inline(int tag) throws XMLStreamException, IOException {
        try {
            return Base64.getDecoder().decode(xml.getElementText().replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw failure(Tag.format(tag) + ": InlineBinary is no Base64");
        }
    }

    private void setTexts(Attributes target, int tag, VR vr, List<String> texts) throws DicomXmlException {
        try {
            if (vr.usesSpecificCharacterSet()) {
                String text = String.join("\\", texts);
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                unicode |= bytes.length != text.length();
                target.setBytes(tag, vr, bytes);
            } else {
                target.setString(tag, vr, texts.toArray(String[]::new));
            }
        } catch (IllegalArgumentException e) {
            // its message has the tag and no value
            throw failure(e.getMessage());
        }
    }

    private DicomXmlException failure(String reason) {
        return new DicomXmlException(reason, xml.getLocation());
    }
}
