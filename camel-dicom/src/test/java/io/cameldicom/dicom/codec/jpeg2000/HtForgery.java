package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A reversible high-throughput codestream of one code-block with only a cleanup pass, from which others are made: its
 * bit-plane lifted, and what comes before and behind it added. No free encoder writes such passes.
 */
final class HtForgery {
    private static final int SIZ_BIT_DEPTH = 40;

    private final byte[] head;
    final int codingStyle;
    private final int quantization;
    final int zeroBitPlanes;
    final byte[] cleanup;

    /** What a packet brings of the code-block: its header behind the zero bit-planes, and the bytes. */
    record Contribution(String header, byte[] body) {}

    HtForgery(byte[] codestream) throws CodecException {
        int sot = find(codestream, 0, Markers.SOT);
        int packet = find(codestream, sot, Markers.SOD) + 2;
        head = Arrays.copyOf(codestream, sot);
        codingStyle = find(head, 2, Markers.COD);
        quantization = find(head, 2, Markers.QCD);
        PacketHeaderBits bits = new PacketHeaderBits();
        bits.start(codestream, packet, codestream.length);
        if (bits.readBit() + bits.readBit() != 2) {
            throw new IllegalArgumentException("not one code-block");
        }
        int zeros = 0;
        while (bits.readBit() == 0) {
            zeros++;
        }
        zeroBitPlanes = zeros;
        if (bits.readBit() != 0) {
            throw new IllegalArgumentException("more than a cleanup pass");
        }
        int lengthBits = 3;
        while (bits.readBit() == 1) {
            lengthBits++;
        }
        int length = bits.readBits(lengthBits);
        int start = bits.end();
        cleanup = Arrays.copyOfRange(codestream, start, start + length);
    }

    private static int find(byte[] bytes, int from, int marker) {
        int at = from;
        while (bytes[at] != -1 || bytes[at + 1] != (byte) marker) {
            at++;
        }
        return at;
    }

    /**
     * Makes a codestream of twelve bits, not signed.
     *
     * @param lift by how many bit-planes
     * @param layers one packet each
     */
    byte[] codestream(int lift, boolean causal, Contribution... layers) {
        byte[] main = head.clone();
        main[find(main, 0, Markers.SIZ) + SIZ_BIT_DEPTH] = 11;
        main[codingStyle + 7] = (byte) layers.length;
        main[codingStyle + 12] = (byte) (causal ? 0x48 : 0x40);
        main[quantization + 5] += (byte) (lift << 3);
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        for (int layer = 0; layer < layers.length; layer++) {
            String first = "0".repeat(zeroBitPlanes) + "1";
            tile.writeBytes(stuffed("11" + (layer == 0 ? first : "") + layers[layer].header()));
            tile.writeBytes(layers[layer].body());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(main);
        all.writeBytes(new byte[] {-1, (byte) Markers.SOT, 0, 10, 0, 0, 0, 0});
        int length = tile.size() + 14;
        all.writeBytes(new byte[] {(byte) (length >> 8), (byte) length, 0, 1, -1, (byte) Markers.SOD});
        all.writeBytes(tile.toByteArray());
        all.writeBytes(new byte[] {-1, (byte) Markers.EOC});
        return all.toByteArray();
    }

    private static byte[] stuffed(String bits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        int last = 0;
        while (at < bits.length() || last == 0xFF) {
            int count = last == 0xFF ? 7 : 8;
            last = 0;
            for (int i = 0; i < count; i++, at++) {
                last = last << 1 | (at < bits.length() ? bits.charAt(at) - '0' : 0);
            }
            bytes.write(last);
        }
        return bytes.toByteArray();
    }

    /** A length in so many bits. */
    static String bits(int value, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = count - 1; i >= 0; i--) {
            text.append(value >> i & 1);
        }
        return text.toString();
    }
}
