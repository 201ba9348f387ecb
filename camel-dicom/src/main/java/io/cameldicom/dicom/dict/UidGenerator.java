package io.cameldicom.dicom.dict;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Makes UIDs of UUIDs, which needs no registered root (PS3.5 B.2): {@code 2.25.} and 128 bits in decimal. Thread-safe. */
public final class UidGenerator {

    private static final String ROOT = "2.25.";

    private UidGenerator() {}

    /** A new UID of at most 44 characters, random and so unique for every practical purpose. */
    public static String next() {
        return of(UUID.randomUUID());
    }

    /** The UID of this UUID. */
    public static String of(UUID uuid) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return ROOT + new BigInteger(1, bytes);
    }
}
