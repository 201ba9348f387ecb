package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.VR;
import java.io.ByteArrayOutputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnmappableCharacterException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Single-byte sets, and multi-byte ones by ISO 2022 code extension (PS3.5 6.1.2.4 and 6.1.2.5).
 *
 * <p>Lenient in reading: an escape sequence counts though its set is not declared, and bytes above 7F with nothing designated to G1 are
 * taken to be of the first declared set that lives there, for some systems leave out the escape after {@code ^}, {@code =} or a new line.
 */
final class Iso2022Codec implements TextCodec {
    private static final int ESC = 0x1B;

    /** What is active at the start of a value and again after each delimiter: the sets of Value 1 of (0008,0005). */
    private final CodeElement initialG0;

    private final CodeElement initialG1;
    /** All declared sets, in the order declared. */
    private final List<CodeElement> declared;
    /** Has the characters of both initial sets; without a G1 set, bytes above 7F pass through. */
    private final Charset initial;

    private final CodeElement assumedG1;

    /**
     * @param declared in the order of (0008,0005), the sets of Value 1 first
     * @param initialG1 null when Value 1 has none
     */
    Iso2022Codec(List<CodeElement> declared, CodeElement initialG0, CodeElement initialG1) {
        this.declared = List.copyOf(declared);
        this.initialG0 = initialG0;
        this.initialG1 = initialG1;
        this.initial = initialG1 == null ? StandardCharsets.ISO_8859_1 : initialG1.charset();
        this.assumedG1 = this.declared.stream()
                .filter(element -> element.place == CodeElement.Place.G1)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String decode(byte[] b, int off, int len, VR vr) {
        return isInitialOnly(b, off, len) ? new String(b, off, len, initial) : new Decoder(b, off, len, vr).decode();
    }

    private boolean isInitialOnly(byte[] b, int off, int len) {
        boolean highIsInitial = initialG1 == assumedG1;
        for (int i = off; i < off + len; i++) {
            if (b[i] == ESC || b[i] < 0 && !highIsInitial) {
                return false;
            }
        }
        return true;
    }

    @Override
    public byte[] encode(String text, VR vr) throws CharacterCodingException {
        Charset strict = initialG1 == null ? initialG0.charset() : initialG1.charset();
        if (declared.size() == 1 || !hasRomaji(text) && strict.newEncoder().canEncode(text)) {
            return TextCodec.strictly(text, strict);
        }
        return new Encoder(vr).encode(text);
    }

    private boolean hasRomaji(String text) {
        return initialG0 == CodeElement.IR_14 && text.chars().anyMatch(Iso2022Codec::isRomaji);
    }

    /**
     * The two characters that ISO-IR 14 has in the places of backslash and tilde. They are not written: a yen sign would be read as the
     * delimiter of values, and everybody reads 7E as a tilde.
     */
    private static boolean isRomaji(int c) {
        return c == '\u00A5' || c == '\u203E';
    }

    /** PS3.5 6.1.2.5.3: before these the sets of Value 1 are active. */
    private static boolean isDelimiter(int c, VR vr) {
        return c < ' ' || c == '\\' && vr.isMultiValued() || (c == '^' || c == '=') && vr == VR.PN;
    }

    private final class Decoder {
        private final byte[] b;
        private final int end;
        private final VR vr;
        private final StringBuilder text;
        private int at;
        private CodeElement g0 = initialG0;
        private CodeElement g1 = initialG1;

        Decoder(byte[] b, int off, int len, VR vr) {
            this.b = b;
            this.at = off;
            this.end = off + len;
            this.vr = vr;
            this.text = new StringBuilder(len);
        }

        String decode() {
            while (at < end) {
                int c = b[at] & 0xFF;
                if (c == ESC) {
                    escape();
                } else if (c >= 0x80) {
                    run(g1 != null ? g1 : assumedG1, 0x80, 0xFF);
                } else if (c <= ' ' || g0.bytesPerCharacter == 1 || !isPair()) {
                    single(c);
                } else {
                    run(g0, 0x21, 0x7E);
                }
            }
            return text.toString();
        }

        private void escape() {
            CodeElement element = CodeElement.escapedAt(b, at + 1, end);
            if (element == null) {
                text.append((char) ESC);
                at++;
                return;
            }
            if (element.place == CodeElement.Place.G0) {
                g0 = element;
            } else {
                g1 = element;
            }
            at += 1 + element.escape.length();
        }

        private void single(int c) {
            text.append((char) c);
            at++;
            if (isDelimiter(c, vr)) {
                g0 = initialG0;
                g1 = initialG1;
            }
        }

        private boolean isPair() {
            return at + 1 < end && b[at + 1] > ' ' && b[at + 1] < 0x7F;
        }

        /** All bytes of a range from here on; of a two-byte set an even number, if the value has them. */
        private void run(CodeElement element, int first, int last) {
            int from = at;
            while (at < end && (b[at] & 0xFF) >= first && (b[at] & 0xFF) <= last) {
                at++;
            }
            if (element != null && element.bytesPerCharacter == 2 && (at - from) % 2 == 1 && at - from > 1) {
                at--;
            }
            text.append(
                    new String(b, from, at - from, element == null ? StandardCharsets.ISO_8859_1 : element.charset()));
        }
    }

    private final class Encoder {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final Map<CodeElement, CharsetEncoder> encoders = new EnumMap<>(CodeElement.class);
        private final VR vr;
        private CodeElement g0 = initialG0;
        private CodeElement g1 = initialG1;

        Encoder(VR vr) {
            this.vr = vr;
        }

        byte[] encode(String text) throws CharacterCodingException {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isSurrogate(c)) {
                    throw new UnmappableCharacterException(1);
                }
                if (c == ' ' || isDelimiter(c, vr)) {
                    designateInitial(c != ' ');
                    out.write(c);
                } else {
                    encode(c);
                }
            }
            designateInitial(false);
            return out.toByteArray();
        }

        private void encode(char c) throws CharacterCodingException {
            if (!write(c, g0) && !write(c, g1)) {
                for (CodeElement element : declared) {
                    if (write(c, element)) {
                        return;
                    }
                }
                throw new UnmappableCharacterException(1);
            }
        }

        private boolean write(char c, CodeElement element) throws CharacterCodingException {
            byte[] bytes = element == null ? null : bytes(c, element);
            if (bytes == null) {
                return false;
            }
            designate(element);
            out.writeBytes(bytes);
            return true;
        }

        private byte[] bytes(char c, CodeElement element) throws CharacterCodingException {
            CharsetEncoder encoder =
                    encoders.computeIfAbsent(element, e -> e.charset().newEncoder());
            if (!encoder.canEncode(c) || element == CodeElement.IR_14 && isRomaji(c)) {
                return null;
            }
            var encoded = encoder.encode(CharBuffer.wrap(new char[] {c}));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            boolean high = bytes[0] < 0;
            // Java's charsets of the single-byte G1 sets, and of EUC, have ASCII too, which is not of the code element
            return bytes.length == element.bytesPerCharacter && high == (element.place == CodeElement.Place.G1)
                    ? bytes
                    : null;
        }

        private void designate(CodeElement element) {
            boolean toG0 = element.place == CodeElement.Place.G0;
            if (element != (toG0 ? g0 : g1)) {
                out.write(ESC);
                out.writeBytes(element.escape.getBytes(StandardCharsets.US_ASCII));
            }
            if (toG0) {
                g0 = element;
            } else {
                g1 = element;
            }
        }

        private void designateInitial(boolean atDelimiter) {
            designate(initialG0);
            if (initialG1 != null) {
                designate(initialG1);
            } else if (atDelimiter) {
                // what follows a delimiter has to be read without knowing what went before
                g1 = null;
            }
        }
    }
}
