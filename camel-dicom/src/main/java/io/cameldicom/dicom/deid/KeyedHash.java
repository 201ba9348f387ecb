package io.cameldicom.dicom.deid;

import io.cameldicom.dicom.dict.UidGenerator;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudonyms by HMAC-SHA-256: the same value gives the same pseudonym wherever the key is the same, and without the key nobody can go back
 * or try values out. Immutable and thread-safe.
 */
public final class KeyedHash {
    /** Shorter keys could be guessed. */
    public static final int SHORTEST_KEY = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param key any text that is hard to guess
     * @throws IllegalArgumentException when it has fewer than {@value #SHORTEST_KEY} characters
     */
    public KeyedHash(String key) {
        if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("a key for pseudonyms has at least " + SHORTEST_KEY + " characters");
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Capital hexadecimal digits, at most 64. */
    public String hex(String value, int digits) {
        return HexFormat.of().withUpperCase().formatHex(hash("text", value)).substring(0, digits);
    }

    /** A UID derived from a UUID (PS3.5 B.2): 2.25. and 128 bits in decimal, at most 44 characters. */
    public String uid(String uid) {
        byte[] uuid = Arrays.copyOf(hash("uid", uid), 16);
        // version 8 and the variant of RFC 9562, so that the UID is of a proper UUID
        uuid[6] = (byte) (uuid[6] & 0x0F | 0x80);
        uuid[8] = (byte) (uuid[8] & 0x3F | 0x80);
        ByteBuffer bits = ByteBuffer.wrap(uuid);
        return UidGenerator.of(new UUID(bits.getLong(), bits.getLong()));
    }

    /** A number of days from 1 to a limit. */
    public int days(String value, int limit) {
        BigInteger hash = new BigInteger(1, hash("days", value));
        return 1 + hash.mod(BigInteger.valueOf(limit)).intValue();
    }

    /** The purpose keeps a pseudonym of one kind from telling anything of another. */
    private byte[] hash(String purpose, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "KeyedHash";
    }
}
