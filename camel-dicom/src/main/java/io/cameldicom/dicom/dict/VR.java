package io.cameldicom.dicom.dict;

/**
 * Value Representation of a data element (PS3.5 6.2, edition 2026): how its bytes are to be read.
 *
 * <p>The order of the constants is the alphabet of the standard's table and carries no meaning.
 */
public enum VR {
    /** Application Entity. */
    AE(Kind.STRING, 1),
    /** Age String. */
    AS(Kind.STRING, 1),
    /** Attribute Tag. */
    AT(Kind.NUMBER, 2),
    /** Code String. */
    CS(Kind.STRING, 1),
    /** Date. */
    DA(Kind.STRING, 1),
    /** Decimal String. */
    DS(Kind.STRING, 1),
    /** Date Time. */
    DT(Kind.STRING, 1),
    /** Floating Point Double. */
    FD(Kind.NUMBER, 8),
    /** Floating Point Single. */
    FL(Kind.NUMBER, 4),
    /** Integer String. */
    IS(Kind.STRING, 1),
    /** Long String. */
    LO(Kind.CHARSET_STRING, 1),
    /** Long Text. */
    LT(Kind.CHARSET_TEXT, 1),
    /** Other Byte. */
    OB(Kind.BULK, 1),
    /** Other Double. */
    OD(Kind.BULK, 8),
    /** Other Float. */
    OF(Kind.BULK, 4),
    /** Other Long. */
    OL(Kind.BULK, 4),
    /** Other 64-bit Very Long. */
    OV(Kind.BULK, 8),
    /** Other Word. */
    OW(Kind.BULK, 2),
    /** Person Name. */
    PN(Kind.CHARSET_STRING, 1),
    /** Short String. */
    SH(Kind.CHARSET_STRING, 1),
    /** Signed Long. */
    SL(Kind.NUMBER, 4),
    /** Sequence of Items. */
    SQ(Kind.SEQUENCE, 1),
    /** Signed Short. */
    SS(Kind.NUMBER, 2),
    /** Short Text. */
    ST(Kind.CHARSET_TEXT, 1),
    /** Signed 64-bit Very Long. */
    SV(Kind.NUMBER, 8),
    /** Time. */
    TM(Kind.STRING, 1),
    /** Unlimited Characters. */
    UC(Kind.CHARSET_STRING, 1),
    /** Unique Identifier. */
    UI(Kind.STRING, 1),
    /** Unsigned Long. */
    UL(Kind.NUMBER, 4),
    /** Unknown. */
    UN(Kind.BULK, 1),
    /** Universal Resource Identifier or Locator. */
    UR(Kind.TEXT, 1),
    /** Unsigned Short. */
    US(Kind.NUMBER, 2),
    /** Unlimited Text. */
    UT(Kind.CHARSET_TEXT, 1),
    /** Unsigned 64-bit Very Long. */
    UV(Kind.NUMBER, 8);

    private enum Kind {
        STRING,
        CHARSET_STRING,
        TEXT,
        CHARSET_TEXT,
        NUMBER,
        BULK,
        SEQUENCE
    }

    private static final VR[] BY_LETTERS = new VR[26 * 26];

    static {
        for (VR vr : values()) {
            BY_LETTERS[index(vr.code)] = vr;
        }
    }

    private final int code;
    private final Kind kind;
    private final int swapUnit;
    private final boolean longHeader;

    VR(Kind kind, int swapUnit) {
        this.code = name().charAt(0) << 8 | name().charAt(1);
        this.kind = kind;
        this.swapUnit = swapUnit;
        this.longHeader = kind == Kind.BULK || kind == Kind.SEQUENCE || isOneOf("SV UC UR UT UV");
    }

    private boolean isOneOf(String names) {
        return names.contains(name());
    }

    private static int index(int code) {
        int first = (code >> 8) - 'A';
        int second = (code & 0xFF) - 'A';
        return first < 0 || first > 25 || second < 0 || second > 25 ? -1 : first * 26 + second;
    }

    /**
     * The VR with these two letters.
     *
     * @param code first letter in bits 8 to 15, second in bits 0 to 7, as they stand in the stream
     * @return null when the standard knows no such VR
     */
    public static VR of(int code) {
        int index = index(code);
        return index < 0 ? null : BY_LETTERS[index];
    }

    /** The two letters: the first in bits 8 to 15, the second in bits 0 to 7. */
    public int code() {
        return code;
    }

    /** True when the explicit VR header has two reserved bytes and a length of four bytes (PS3.5 7.1.2). */
    public boolean longHeader() {
        return longHeader;
    }

    /** The byte that brings a value to even length (PS3.5 6.2): space for text, otherwise (and for UI) zero. */
    public int paddingByte() {
        return isString() && this != UI ? ' ' : 0;
    }

    /** True when the value is text. */
    public boolean isString() {
        return switch (kind) {
            case STRING, CHARSET_STRING, TEXT, CHARSET_TEXT -> true;
            case NUMBER, BULK, SEQUENCE -> false;
        };
    }

    /** True for LO, LT, PN, SH, ST, UC and UT, whose characters Specific Character Set (0008,0005) governs (PS3.5 6.1.2.3). */
    public boolean usesSpecificCharacterSet() {
        return kind == Kind.CHARSET_STRING || kind == Kind.CHARSET_TEXT;
    }

    /** True when the value is text and a backslash in it separates values; false for LT, ST, UR and UT. */
    public boolean isMultiValued() {
        return kind == Kind.STRING || kind == Kind.CHARSET_STRING;
    }

    /** True for the binary numbers of fixed size: AT, FD, FL, SL, SS, SV, UL, US, UV. */
    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** True for OB, OD, OF, OL, OV, OW and UN, whose values may be large and are not looked into. */
    public boolean isBulk() {
        return kind == Kind.BULK;
    }

    /** Bytes of one number: 2, 4 or 8; AT has two groups of 2 and counts 4; 1 for what is no number. */
    public int valueSize() {
        return this == AT ? 4 : swapUnit;
    }

    /** How many bytes change places together between little and big endian: 1 (none), 2, 4 or 8 (PS3.5 7.3). */
    public int swapUnit() {
        return swapUnit;
    }

    /** True when the leading spaces of a value mean nothing (PS3.5 table 6.2-1). */
    public boolean ignoresLeadingSpaces() {
        return kind == Kind.STRING || this == LO || this == SH;
    }
}
