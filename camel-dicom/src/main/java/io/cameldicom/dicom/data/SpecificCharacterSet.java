package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meaning of Specific Character Set (0008,0005), PS3.3 2026b C.12.1.1.2: all defined terms of tables C.12-2 to C.12-5, alone and with
 * code extensions (PS3.5 6.1.2). Immutable and thread-safe.
 *
 * <p>Values with the VRs SH, LO, ST, LT, UC, UT and PN are affected; all others are of the default repertoire.
 */
public final class SpecificCharacterSet {
    /** The default repertoire, ISO-IR 6: what holds when (0008,0005) is absent. Bytes above 7F pass through as ISO 8859-1. */
    public static final SpecificCharacterSet ASCII = new SpecificCharacterSet(
            List.of(), new Iso2022Codec(List.of(CodeElement.IR_6), CodeElement.IR_6, null), true);

    /** Unicode, {@code ISO_IR 192}: takes every character. */
    public static final SpecificCharacterSet UTF_8 =
            new SpecificCharacterSet(List.of("ISO_IR 192"), TextCodec.of(StandardCharsets.UTF_8), true);

    private static final Logger LOG = LoggerFactory.getLogger(SpecificCharacterSet.class);
    private static final TextCodec DEFAULT_REPERTOIRE = TextCodec.of(StandardCharsets.US_ASCII);
    private static final TextCodec PASS_THROUGH = TextCodec.of(StandardCharsets.ISO_8859_1);

    /** A defined term without its spaces and underscores, as nearly all misspellings have it in common. */
    private static final Pattern REGISTERED = Pattern.compile("ISO(2022)?IR(\\d{1,3})");

    private static final Pattern ISO_8859 = Pattern.compile("ISO8859(\\d{1,2})");
    private static final Map<Integer, Integer> REGISTRATION_OF_8859_PART = Map.ofEntries(
            Map.entry(1, 100),
            Map.entry(2, 101),
            Map.entry(3, 109),
            Map.entry(4, 110),
            Map.entry(5, 144),
            Map.entry(6, 127),
            Map.entry(7, 126),
            Map.entry(8, 138),
            Map.entry(9, 148),
            Map.entry(11, 166),
            Map.entry(15, 203));

    /** Terms are a peer's choice: no more of them are remembered than this. */
    private static final int MOST_WARNINGS = 100;

    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private final List<String> terms;
    private final TextCodec codec;
    private final boolean known;

    private SpecificCharacterSet(List<String> terms, TextCodec codec, boolean known) {
        this.terms = terms;
        this.codec = codec;
        this.known = known;
    }

    /**
     * The character set of the values of (0008,0005). Never fails: misspelt terms that can only mean one thing are understood; others are
     * warned about once, and where no known term is left, bytes pass through as ISO 8859-1.
     *
     * @param terms none, null or one empty term for the default repertoire; an empty first one stands for it when others follow
     */
    public static SpecificCharacterSet of(String... terms) {
        if (terms == null || Arrays.stream(terms).allMatch(term -> term == null || term.isBlank())) {
            return ASCII;
        }
        List<String> squeezed = Arrays.stream(terms)
                .map(term -> term == null ? "" : term.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""))
                .toList();
        SpecificCharacterSet alone = standingAlone(squeezed.get(0));
        if (alone != null) {
            return alone;
        }
        boolean extended = terms.length > 1 || squeezed.get(0).startsWith("ISO2022");
        List<String> names = new ArrayList<>();
        Set<CodeElement> declared = new LinkedHashSet<>(singleByte(codeElements(squeezed.get(0))));
        List<CodeElement> initial = List.copyOf(declared);
        boolean known = true;
        boolean anyKnown = false;
        for (int i = 0; i < terms.length; i++) {
            List<CodeElement> elements = codeElements(squeezed.get(i));
            declared.addAll(elements);
            if (elements.isEmpty()) {
                known = false;
                warnOnce(squeezed.get(i));
            }
            anyKnown |= !elements.isEmpty();
            names.add(elements.isEmpty() ? terms[i].trim() : squeezed.get(i).isEmpty() ? "" : term(elements, extended));
        }
        TextCodec codec = anyKnown
                ? new Iso2022Codec(List.copyOf(declared), initial.get(0), initial.size() == 1 ? null : initial.get(1))
                : PASS_THROUGH;
        return new SpecificCharacterSet(List.copyOf(names), codec, known);
    }

    /** What Value 1 makes active: ISO-IR 6 also where it breaks PS3.3 C.12.1.1.2 by naming a multi-byte set. */
    private static List<CodeElement> singleByte(List<CodeElement> elements) {
        boolean multiByte = elements.stream().anyMatch(element -> element.bytesPerCharacter > 1);
        return elements.isEmpty() || multiByte ? List.of(CodeElement.IR_6) : elements;
    }

    private static SpecificCharacterSet standingAlone(String squeezed) {
        return switch (squeezed) {
            case "ISOIR192", "ISO2022IR192", "UTF8" -> UTF_8;
            case "GB18030", "ISO2022GB18030" -> ofCharset("GB18030");
            case "GBK", "ISO2022GBK" -> ofCharset("GBK");
            default -> null;
        };
    }

    private static SpecificCharacterSet ofCharset(String name) {
        return Charset.isSupported(name)
                ? new SpecificCharacterSet(List.of(name), TextCodec.of(Charset.forName(name)), true)
                : null;
    }

    /** G0 before G1; empty when the term is not known. */
    private static List<CodeElement> codeElements(String squeezed) {
        if (squeezed.isEmpty()) {
            return List.of(CodeElement.IR_6);
        }
        int registration = registration(squeezed);
        CodeElement element = CodeElement.ofRegistration(registration == 14 ? 13 : registration);
        if (element == null) {
            return List.of();
        }
        if (element == CodeElement.IR_6 || element.bytesPerCharacter == 2) {
            return List.of(element);
        }
        return List.of(element == CodeElement.IR_13 ? CodeElement.IR_14 : CodeElement.IR_6, element);
    }

    private static int registration(String squeezed) {
        Matcher registered = REGISTERED.matcher(squeezed);
        if (registered.matches()) {
            return Integer.parseInt(registered.group(2));
        }
        Matcher part = ISO_8859.matcher(squeezed);
        return part.matches() ? REGISTRATION_OF_8859_PART.getOrDefault(Integer.parseInt(part.group(1)), -1) : -1;
    }

    private static String term(List<CodeElement> elements, boolean extended) {
        CodeElement last = elements.get(elements.size() - 1);
        return (extended || last.bytesPerCharacter == 2 ? "ISO 2022 IR " : "ISO_IR ") + last.registration;
    }

    private static void warnOnce(String term) {
        if (WARNED.size() < MOST_WARNINGS && WARNED.add(term)) {
            LOG.warn(
                    "Specific Character Set (0008,0005) has an unknown term of {} characters: it is ignored,"
                            + " and without a known one text is passed through byte by byte",
                    term.length());
        }
    }

    /**
     * The text of a value or of several with their backslashes. Never fails: what has no meaning becomes U+FFFD.
     *
     * @param vr says whether this character set applies at all, and which delimiters reset the code extension
     */
    public String decode(byte[] b, int off, int len, VR vr) {
        return (vr.usesSpecificCharacterSet() ? codec : PASS_THROUGH).decode(b, off, len, vr);
    }

    /** @see #decode(byte[], int, int, VR) */
    public String decode(byte[] b, VR vr) {
        return decode(b, 0, b.length, vr);
    }

    /**
     * The bytes of a text, without padding. With code extensions the escape sequences are written as PS3.5 6.1.2.5.3 wants them.
     *
     * @throws CharacterCodingException when a character is in none of the sets
     */
    public byte[] encode(String text, VR vr) throws CharacterCodingException {
        return (vr.usesSpecificCharacterSet() ? codec : DEFAULT_REPERTOIRE).encode(text, vr);
    }

    /** Whether {@link #encode} takes this text. */
    public boolean canEncode(String text, VR vr) {
        try {
            encode(text, vr);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The values to write to (0008,0005), in the standard's spelling; empty for the default repertoire. */
    public List<String> terms() {
        return terms;
    }

    /** False when a term was not understood. */
    public boolean isKnown() {
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpecificCharacterSet set && terms.equals(set.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return known ? "SpecificCharacterSet" + terms : "SpecificCharacterSet[unknown]";
    }
}
