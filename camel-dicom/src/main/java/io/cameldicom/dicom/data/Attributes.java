package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.function.Supplier;

/**
 * A data set, or an item of a sequence: elements sorted by tag (PS3.5 section 7).
 *
 * <p>A value is kept as the bytes it was read or set with, in the byte order of the data set, and decoded when asked
 * for; what nobody changes is written back as it came. An element read with VR UN (PS3.5 6.2.2) is decoded with the VR
 * the dictionary has for it, but stays UN.
 *
 * <p>Getters of a single value answer the default (or null) when the element is absent, empty, or its value is not of
 * the kind asked for. A {@code privateCreator} before the tag means the block which that creator reserved
 * (PS3.5 7.8.1); the block digits of the tag are then of no account.
 *
 * <p>Not thread-safe. As long as nobody changes it, several threads may read.
 */
public final class Attributes extends ElementGetters {

    private static final byte[] EMPTY = {};

    private final boolean undefinedLength;
    /** The syntax the data set was read in; null when it was not read. */
    private final Boolean readExplicit;
    /** The elements in the order of the stream, where that is not the order of the tags or has a tag twice. */
    private ElementTable unordered;

    /** Decoded (0008,0005) of this very data set, on demand. */
    private SpecificCharacterSet charset;

    private boolean modified;
    private Sequence container;

    /** An empty data set, little endian. */
    public Attributes() {
        this(false);
    }

    /** An empty data set whose numbers are kept in this byte order. */
    public Attributes(boolean bigEndian) {
        this(bigEndian, null, false);
    }

    Attributes(boolean bigEndian, Boolean readExplicit, boolean undefinedLength) {
        super(new ElementTable(), bigEndian);
        this.readExplicit = readExplicit;
        this.undefinedLength = undefinedLength;
    }

    /**
     * A deep copy: changes of one are not seen in the other. A copy of an item has no parent; where it has text in the
     * character set of its parent, it gets an element (0008,0005) of its own.
     */
    public Attributes(Attributes other) {
        this(other, null);
        if (other.container != null && CharacterSetConversion.leansOnParent(other)) {
            List<String> terms = other.getSpecificCharacterSet().terms();
            setString(Tag.SpecificCharacterSet, VR.CS, terms.toArray(String[]::new));
        }
    }

    /** A deep copy as an item of another sequence. */
    Attributes(Attributes other, Sequence container) {
        super(new ElementTable(other.elements), other.bigEndian);
        this.readExplicit = other.readExplicit;
        this.undefinedLength = other.undefinedLength;
        this.modified = other.modified;
        this.container = container;
        ElementCopier.deepen(elements, this);
        if (other.unordered != null) {
            this.unordered = new ElementTable(other.unordered);
            ElementCopier.deepen(unordered, this);
        }
    }

    // ---- what is there

    public boolean contains(int tag) {
        return elements.indexOf(tag) >= 0;
    }

    public boolean contains(String privateCreator, int tag) {
        return contains(tagOf(privateCreator, tag));
    }

    /** True when the element is there and not empty. */
    public boolean containsValue(int tag) {
        int index = elements.indexOf(tag);
        return index >= 0 && !isEmpty(index);
    }

    private boolean isEmpty(int index) {
        Object value = elements.value(index);
        return value == null
                || value instanceof Sequence sequence && sequence.isEmpty()
                || value instanceof Fragments fragments && fragments.isEmpty();
    }

    /** The VR as read or set, or null when there is no such element. */
    public VR getVR(int tag) {
        int index = elements.indexOf(tag);
        return index < 0 ? null : elements.vr(index);
    }

    public int size() {
        return elements.size();
    }

    public boolean isEmpty() {
        return elements.size() == 0;
    }

    /** All tags, sorted (as unsigned numbers). */
    public int[] tags() {
        return elements.tags();
    }

    @Override
    public int tagOf(String privateCreator, int tag) {
        return PrivateBlocks.find(this, privateCreator, tag);
    }

    /**
     * As {@link #tagOf}, reserving the first free block of the group where the creator has none (PS3.5 7.8.1).
     *
     * @throws IllegalArgumentException when the tag is not private
     * @throws IllegalStateException when the group has no free block
     */
    public int reserve(String privateCreator, int tag) {
        return PrivateBlocks.findOrReserve(this, privateCreator, tag);
    }

    @Override
    public String privateCreatorOf(int tag) {
        return PrivateBlocks.creatorOf(this, tag);
    }

    /** True when numbers are kept in big endian byte order. */
    public boolean bigEndian() {
        return bigEndian;
    }

    /** The data set this item belongs to, or null. */
    public Attributes getParent() {
        return container == null ? null : container.parent();
    }

    /**
     * True when the data set cannot be written back as it was read: an element here or in an item was set, added or
     * removed, or it was never read.
     */
    public boolean isModified() {
        return modified || readExplicit == null;
    }

    /** True when the data set was read as an item with a delimiter instead of a length. */
    public boolean undefinedLength() {
        return undefinedLength;
    }

    /** True when it was read in this kind of encoding and byte order, and nothing changed since. */
    public boolean isAsRead(boolean explicitVr, boolean bigEndian) {
        return !isModified() && readExplicit == explicitVr && this.bigEndian == bigEndian;
    }

    // ---- items, fragments, all elements

    /** The items, or null when there is no such element or it is no sequence. */
    public Sequence getSequence(int tag) {
        int at = elements.indexOf(tag);
        return at >= 0 && elements.value(at) instanceof Sequence sequence ? sequence : null;
    }

    public Sequence getSequence(String privateCreator, int tag) {
        return getSequence(tagOf(privateCreator, tag));
    }

    /** The first item, or null when there is none. */
    public Attributes getNestedDataset(int tag) {
        return getNestedDataset(tag, 0);
    }

    public Attributes getNestedDataset(int tag, int index) {
        Sequence sequence = getSequence(tag);
        return sequence == null || index >= sequence.size() ? null : sequence.get(index);
    }

    /** The fragments, or null when the value is not encapsulated. */
    public Fragments getFragments(int tag) {
        int at = elements.indexOf(tag);
        return at >= 0 && elements.value(at) instanceof Fragments fragments ? fragments : null;
    }

    /** The reference to the value, or null when it is in memory. */
    public BulkData getBulkData(int tag) {
        int at = elements.indexOf(tag);
        return at >= 0 && elements.value(at) instanceof BulkData bulk ? bulk : null;
    }

    /** Shows every element in the order they are to be written. */
    public void accept(ElementVisitor visitor) throws IOException {
        ElementTable table = unordered != null && !modified ? unordered : elements;
        for (int i = 0; i < table.size(); i++) {
            Object value = table.value(i);
            int tag = table.tag(i);
            VR vr = table.vr(i);
            int reserved = table.reserved(i);
            if (value instanceof Sequence sequence) {
                visitor.sequence(tag, vr, reserved, sequence);
            } else if (value instanceof Fragments fragments) {
                visitor.fragments(tag, vr, reserved, fragments);
            } else if (value instanceof BulkData bulk) {
                visitor.bulkData(tag, vr, reserved, bulk);
            } else {
                byte[] bytes = value == null ? EMPTY : (byte[]) value;
                visitor.bytes(tag, vr, reserved, bytes, table.offset(i), table.length(i));
            }
        }
    }

    // ---- changing

    /**
     * Sets a text, or numbers written as text when the VR is binary. An array of no values makes the element empty. A
     * value of VR UN is encoded as the dictionary has the element, as text where it has none.
     *
     * @throws IllegalArgumentException when the Specific Character Set cannot hold the characters, or the text is no
     *     number; the message names the tag and never the value
     */
    public void setString(int tag, VR vr, String... values) {
        VR encoding = encodingVr(tag, vr);
        if (!encoding.isString()) {
            set(tag, vr, NumberArray.encode(tag, encoding, values, bigEndian && vr != VR.UN));
            return;
        }
        SpecificCharacterSet characters = encoding.usesSpecificCharacterSet() ? getSpecificCharacterSet() : null;
        set(tag, vr, StringValues.encode(tag, encoding, characters, values));
    }

    private VR encodingVr(int tag, VR vr) {
        if (vr != VR.UN) {
            return vr;
        }
        VR known = ElementDictionary.vrOf(tag, privateCreatorOf(tag));
        return known == VR.UN ? VR.UT : known;
    }

    public void setString(String privateCreator, int tag, VR vr, String... values) {
        setString(reserve(privateCreator, tag), vr, values);
    }

    /**
     * Sets numbers, binary or as text, as the VR asks.
     *
     * @throws IllegalArgumentException when a number is out of the range of the VR, naming the tag
     */
    public void setInt(int tag, VR vr, int... values) {
        long[] longs = new long[values.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = values[i];
        }
        setLong(tag, vr, longs);
    }

    public void setInt(String privateCreator, int tag, VR vr, int... values) {
        setInt(reserve(privateCreator, tag), vr, values);
    }

    /** As {@link #setInt(int, VR, int...)}. */
    public void setLong(int tag, VR vr, long... values) {
        if (vr.isString()) {
            setString(tag, vr, texts(tag, () -> TextNumbers.toStrings(vr, values)));
        } else {
            set(tag, vr, NumberArray.encode(tag, vr, values, bigEndian));
        }
    }

    /** As {@link #setDouble}. */
    public void setFloat(int tag, VR vr, float... values) {
        if (vr.isString()) {
            setString(tag, vr, texts(tag, () -> TextNumbers.toStrings(vr, values)));
            return;
        }
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        setDouble(tag, vr, doubles);
    }

    /**
     * Sets numbers, binary or as text, as the VR asks; a DS is rounded where its 16 characters ask for it (PS3.5 6.2).
     *
     * @throws IllegalArgumentException when the VR cannot hold a number, naming the tag
     */
    public void setDouble(int tag, VR vr, double... values) {
        if (vr.isString()) {
            setString(tag, vr, texts(tag, () -> TextNumbers.toStrings(vr, values)));
        } else {
            set(tag, vr, NumberArray.encode(tag, vr, values, bigEndian));
        }
    }

    private static String[] texts(int tag, Supplier<String[]> numbers) {
        try {
            return numbers.get();
        } catch (IllegalArgumentException e) {
            throw NumberArray.misfit(tag, e);
        }
    }

    /**
     * Sets days, times of day or moments.
     *
     * @param vr DA for {@link java.time.LocalDate}, TM for {@link java.time.LocalTime}, DT for
     *     {@link java.time.LocalDateTime} or, with its offset from UTC, {@link java.time.OffsetDateTime}
     * @throws IllegalArgumentException when the VR has no form for a value, naming the tag
     */
    public void setTemporal(int tag, VR vr, Temporal... values) {
        setString(tag, vr, texts(tag, () -> TemporalFormat.toStrings(vr, values)));
    }

    /** Sets a range, as a query asks for it (PS3.4 C.2.2.2.5); an end that is null is open. */
    public void setTemporal(int tag, VR vr, TemporalRange range) {
        setString(tag, vr, texts(tag, () -> new String[] {range.format(vr)}));
    }

    /** Sets the bytes, in the byte order of this data set. The array is not copied and must not be changed afterwards. */
    public void setBytes(int tag, VR vr, byte[] value) {
        set(tag, vr, StringValues.padded(value, vr));
    }

    public void setBytes(String privateCreator, int tag, VR vr, byte[] value) {
        setBytes(reserve(privateCreator, tag), vr, value);
    }

    /** Sets an element without a value. */
    public void setNull(int tag, VR vr) {
        if (vr == VR.SQ) {
            newSequence(tag);
        } else {
            set(tag, vr, EMPTY);
        }
    }

    public void setBulkData(int tag, VR vr, BulkData value) {
        put(tag, vr, 0, value);
    }

    /** Sets a sequence without items and answers it. */
    public Sequence newSequence(int tag) {
        Sequence sequence = new Sequence(this, false);
        put(tag, VR.SQ, 0, sequence);
        return sequence;
    }

    /** As {@link #newSequence(int)}, with room for that many items. */
    public Sequence newSequence(int tag, int initialCapacity) {
        Sequence sequence = newSequence(tag);
        sequence.ensureCapacity(initialCapacity);
        return sequence;
    }

    public Sequence newSequence(String privateCreator, int tag) {
        return newSequence(reserve(privateCreator, tag));
    }

    /** Sets an encapsulated value without fragments, not even a Basic Offset Table, and answers it. */
    public Fragments newFragments(int tag, VR vr) {
        Fragments fragments = new Fragments(this);
        put(tag, vr, 0, fragments);
        return fragments;
    }

    /** Takes the element away; false when there is none. */
    public boolean remove(int tag) {
        int index = elements.indexOf(tag);
        if (index < 0) {
            return false;
        }
        release(elements.value(index));
        elements.remove(index);
        changed(tag);
        return true;
    }

    /**
     * Copies every element of the other data set into this one, over those of the same tag. Text is re-encoded where
     * the character sets differ; where this one's cannot hold it, this data set is raised to UTF-8 (ISO_IR 192).
     */
    public void addAll(Attributes other) {
        addSelected(other, other.tags());
    }

    /** {@link #addAll} for some elements; those the other does not have are passed over. */
    public void addSelected(Attributes other, int... tags) {
        ElementCopier.copy(other, this, tags);
    }

    private void set(int tag, VR vr, byte[] bytes) {
        if (vr == VR.SQ) {
            throw new IllegalArgumentException(Tag.format(tag) + ": a sequence has items, not bytes");
        }
        put(tag, vr, ElementTable.span(0, bytes.length), bytes.length == 0 ? null : bytes);
    }

    void put(int tag, VR vr, long span, Object value) {
        int index = elements.indexOf(tag);
        if (index >= 0) {
            release(elements.value(index));
        }
        elements.put(tag, ElementTable.header(vr, 0), span, value);
        changed(tag);
    }

    private static void release(Object value) {
        if (value instanceof Sequence sequence) {
            sequence.forEach(item -> item.container(null));
        }
    }

    private void changed(int tag) {
        if (tag == Tag.SpecificCharacterSet) {
            charset = null;
        }
        touch();
    }

    /** Marks this data set, and those around it, as no longer what was read. */
    void touch() {
        for (Attributes set = this; set != null; set = set.getParent()) {
            set.modified = true;
            set.unordered = null;
        }
    }

    /** Adds an element as read; of two with the same tag the first counts. */
    void append(int tag, VR vr, int reserved, long span, Object value) {
        int header = ElementTable.header(vr, reserved);
        boolean next = elements.isNext(tag);
        if (!next && unordered == null) {
            unordered = new ElementTable(elements);
        }
        if (unordered != null) {
            unordered.append(tag, header, span, value);
        }
        if (next) {
            elements.append(tag, header, span, value);
        } else if (elements.indexOf(tag) < 0) {
            elements.put(tag, header, span, value);
        }
    }

    Sequence container() {
        return container;
    }

    void container(Sequence sequence) {
        container = sequence;
    }

    @Override
    public ZoneOffset getTimezoneOffset() {
        for (Attributes set = this; set != null; set = set.getParent()) {
            if (set.containsValue(Tag.TimezoneOffsetFromUTC)) {
                return TemporalFormat.offset(set.getString(Tag.TimezoneOffsetFromUTC));
            }
        }
        return null;
    }

    // ---- characters

    @Override
    public SpecificCharacterSet getSpecificCharacterSet() {
        for (Attributes set = this; set != null; set = set.getParent()) {
            if (set.containsValue(Tag.SpecificCharacterSet)) {
                return set.ownCharacterSet();
            }
        }
        return SpecificCharacterSet.ASCII;
    }

    private SpecificCharacterSet ownCharacterSet() {
        SpecificCharacterSet own = charset;
        if (own == null) {
            own = SpecificCharacterSet.of(getStrings(Tag.SpecificCharacterSet));
            charset = own;
        }
        return own;
    }

    /**
     * Sets Specific Character Set (0008,0005) and re-encodes every text here and in the items below, which lose an
     * element (0008,0005) of their own. Nothing is changed when a text does not fit.
     *
     * @throws IllegalArgumentException naming the tag that does not fit
     */
    public void setSpecificCharacterSet(String... terms) {
        CharacterSetConversion.to(this, terms);
    }

    /** Tags, VRs and lengths; no values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Attributes[");
        for (int i = 0; i < elements.size(); i++) {
            Object value = elements.value(i);
            text.append(i == 0 ? "" : ", ")
                    .append(Tag.format(elements.tag(i)))
                    .append(' ')
                    .append(elements.vr(i))
                    .append(' ')
                    .append(value == null || value instanceof byte[] ? "#" + elements.length(i) : value);
        }
        return text.append(']').toString();
    }
}
