package io.cameldicom.dicom.codec.jpeg2000;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The CxtVLC codes (T.814 annex C) by context and the next seven bits, the first of which is the lowest. An entry has the
 * length of the codeword in bits 0 to 2, u_off in bit 3, and in four bits each rho, EK and E1; bit n of these three is
 * that of sample n of the quad.
 */
final class CxtVlc {
    static final int LENGTH = 7;
    static final int OFFSET = 8;
    static final int RHO_SHIFT = 4;
    static final int KNOWN_SHIFT = 8;
    static final int ONE_SHIFT = 12;
    static final int MOST_BITS = 7;

    /** Those of the first row of quads (table C.1). */
    static final int[] FIRST = new int[8 << MOST_BITS];
    /** Those of the other rows (table C.2). */
    static final int[] OTHER = new int[8 << MOST_BITS];

    private static final String TABLE = "cxt-vlc.tsv";

    static {
        try (InputStream in = CxtVlc.class.getResourceAsStream(TABLE)) {
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(CxtVlc::add);
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE, e);
        }
    }

    private CxtVlc() {}

    private static void add(String line) {
        String[] columns = line.split("\t");
        int[] table = columns[0].equals("first") ? FIRST : OTHER;
        int context = Integer.parseInt(columns[1]);
        String codeword = columns[6];
        int entry = codeword.length()
                | Integer.parseInt(columns[3]) * OFFSET
                | Integer.parseInt(columns[2], 16) << RHO_SHIFT
                | Integer.parseInt(columns[4], 16) << KNOWN_SHIFT
                | Integer.parseInt(columns[5], 16) << ONE_SHIFT;
        int bits = 0;
        for (int i = 0; i < codeword.length(); i++) {
            bits |= (codeword.charAt(i) - '0') << i;
        }
        for (int rest = bits; rest < 1 << MOST_BITS; rest += 1 << codeword.length()) {
            table[context << MOST_BITS | rest] = entry;
        }
    }
}
