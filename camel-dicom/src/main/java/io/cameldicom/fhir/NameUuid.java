package io.cameldicom.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs made of names (RFC 9562 5.5, version 5): the same name gives the same UUID, so that a study sent twice is the same message. */
final class NameUuid {

    /** RFC 9562 6.6. */
    private static final UUID URL_NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private NameUuid() {}

    /** @param uri the name, such as {@code urn:oid:1.2.3.4} */
    static UUID of(String uri) {
        ByteBuffer namespace = ByteBuffer.allocate(16)
                .putLong(URL_NAMESPACE.getMostSignificantBits())
                .putLong(URL_NAMESPACE.getLeastSignificantBits());
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(namespace.array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(uri.getBytes(StandardCharsets.UTF_8)));
            long high = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x5000L;
            long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
