package io.cameldicom.dicom.pdu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Bytes written down with comments: hexadecimal digits, spaces, and {@code #} up to the end of the line. */
public final class HexFixture {

    private HexFixture() {}

    /** Reads {@code src/test/resources/pdu/<name>.hex}. */
    public static ByteBuffer pdu(String name) {
        try (InputStream in = HexFixture.class.getResourceAsStream("/pdu/" + name + ".hex")) {
            String digits = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").replace(" ", ""))
                    .collect(Collectors.joining());
            return ByteBuffer.wrap(HexFormat.of().parseHex(digits));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
