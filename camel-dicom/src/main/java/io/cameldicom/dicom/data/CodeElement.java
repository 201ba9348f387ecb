package io.cameldicom.dicom.data;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The ISO 2022 code elements of PS3.3 2026b tables C.12-2 to C.12-4: a set of characters, where it can be designated to, by which escape
 * sequence, and the Java charset that has it.
 */
enum CodeElement {
    IR_6(6, Place.G0, 1, "(B", "US-ASCII"),
    IR_14(14, Place.G0, 1, "(J", "JIS_X0201"),
    IR_13(13, Place.G1, 1, ")I", "JIS_X0201"),
    IR_100(100, Place.G1, 1, "-A", "ISO-8859-1"),
    IR_101(101, Place.G1, 1, "-B", "ISO-8859-2"),
    IR_109(109, Place.G1, 1, "-C", "ISO-8859-3"),
    IR_110(110, Place.G1, 1, "-D", "ISO-8859-4"),
    IR_144(144, Place.G1, 1, "-L", "ISO-8859-5"),
    IR_127(127, Place.G1, 1, "-G", "ISO-8859-6"),
    IR_126(126, Place.G1, 1, "-F", "ISO-8859-7"),
    IR_138(138, Place.G1, 1, "-H", "ISO-8859-8"),
    IR_148(148, Place.G1, 1, "-M", "ISO-8859-9"),
    IR_203(203, Place.G1, 1, "-b", "ISO-8859-15"),
    IR_166(166, Place.G1, 1, "-T", "TIS-620"),
    IR_87(87, Place.G0, 2, "$B", "x-JIS0208"),
    IR_159(159, Place.G0, 2, "$(D", "JIS_X0212-1990"),
    IR_149(149, Place.G1, 2, "$)C", "EUC-KR"),
    IR_58(58, Place.G1, 2, "$)A", "GB2312");

    /** G0 is used by bytes 21 to 7E, G1 by A1 to FE (for sets of 96 characters A0 to FF). */
    enum Place {
        G0,
        G1
    }

    /** The number in the International Register, which the defined terms have too. */
    final int registration;

    final Place place;
    final int bytesPerCharacter;
    /** What follows the ESC. */
    final String escape;

    private final String charsetName;

    CodeElement(int registration, Place place, int bytesPerCharacter, String escape, String charsetName) {
        this.registration = registration;
        this.place = place;
        this.bytesPerCharacter = bytesPerCharacter;
        this.escape = escape;
        this.charsetName = charsetName;
    }

    /** The Java charset. In the two-byte sets of G1 it wants the high bits set, in those of G0 not, as they are in DICOM. */
    Charset charset() {
        return Charset.forName(charsetName);
    }

    /** Whether this Java has the charset: a runtime image without the module jdk.charsets may not. */
    private boolean isSupported() {
        return Charset.isSupported(charsetName);
    }

    /** The code element with an escape sequence that starts behind an ESC at this index, or null. */
    static CodeElement escapedAt(byte[] b, int index, int end) {
        return Arrays.stream(values())
                .filter(element -> element.isEscapedAt(b, index, end) && element.isSupported())
                .findFirst()
                .orElse(null);
    }

    private boolean isEscapedAt(byte[] b, int index, int end) {
        if (index + escape.length() > end) {
            return false;
        }
        for (int i = 0; i < escape.length(); i++) {
            if (b[index + i] != escape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The code element with this number in the International Register, or null. */
    static CodeElement ofRegistration(int registration) {
        return Arrays.stream(values())
                .filter(element -> element.registration == registration && element.isSupported())
                .findFirst()
                .orElse(null);
    }
}
