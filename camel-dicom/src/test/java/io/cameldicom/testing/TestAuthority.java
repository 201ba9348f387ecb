package io.cameldicom.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate authority for tests of TLS, made on the spot: nothing that could expire is kept with the tests. Elliptic
 * curve keys, or RSA ones of any length, with the least that X.509 asks for (RFC 5280 4.1). Thread-safe.
 */
public final class TestAuthority {

    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration YEAR = Duration.ofDays(365);

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int GENERALIZED = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;

    /** Object identifiers and the like, in DER. */
    private static final byte[] SHA256_WITH_ECDSA = hex("300a06082a8648ce3d040302");

    private static final byte[] SHA256_WITH_RSA = hex("300d06092a864886f70d01010b0500");
    private static final byte[] IS_AUTHORITY = hex("300f0603551d130101ff040530030101ff");
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = hex("0603551d11");
    private static final byte[] VERSION_3 = hex("a003020102");

    private final X500Principal name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestAuthority(String name) {
        this.name = new X500Principal(name);
        this.keys = ellipticCurveKeys();
        Instant now = Instant.now();
        this.certificate = sign(this.name, keys, now.minus(YEAR), now.plus(YEAR), List.of(IS_AUTHORITY));
    }

    /** @param name such as {@code CN=Test CA} */
    public static TestAuthority named(String name) {
        return new TestAuthority(name);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Issues a certificate that is valid now.
     *
     * @param name such as {@code CN=CT1}
     * @param hosts names and IP addresses it is for
     */
    public TestIdentity issue(String name, String... hosts) {
        Instant now = Instant.now();
        return issue(name, ellipticCurveKeys(), now.minus(YEAR), now.plus(YEAR), hosts);
    }

    /** As {@link #issue(String, String...)}, valid until yesterday. */
    public TestIdentity issueExpired(String name, String... hosts) {
        Instant now = Instant.now();
        return issue(name, ellipticCurveKeys(), now.minus(YEAR), now.minus(Duration.ofDays(1)), hosts);
    }

    /** As {@link #issue(String, String...)}, with an RSA key of this many bits. */
    public TestIdentity issueRsa(int bits, String name, String... hosts) {
        Instant now = Instant.now();
        return issue(name, rsaKeys(bits), now.minus(YEAR), now.plus(YEAR), hosts);
    }

    private TestIdentity issue(String subject, KeyPair pair, Instant from, Instant until, String... hosts) {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (String host : hosts) {
            names.writeBytes(alternativeName(host));
        }
        List<byte[]> extensions = hosts.length == 0
                ? List.of()
                : List.of(
                        der(SEQUENCE, SUBJECT_ALTERNATIVE_NAME, der(OCTET_STRING, der(SEQUENCE, names.toByteArray()))));
        X509Certificate issued = sign(new X500Principal(subject), pair, from, until, extensions);
        return new TestIdentity(pair.getPrivate(), issued, certificate);
    }

    private X509Certificate sign(
            X500Principal subject, KeyPair pair, Instant from, Instant until, List<byte[]> extensions) {
        byte[] serial =
                new BigInteger(63, new SecureRandom()).add(BigInteger.ONE).toByteArray();
        List<byte[]> fields = new ArrayList<>(List.of(
                VERSION_3,
                der(INTEGER, serial),
                algorithm(),
                name.getEncoded(),
                der(SEQUENCE, time(from), time(until)),
                subject.getEncoded(),
                pair.getPublic().getEncoded()));
        if (!extensions.isEmpty()) {
            fields.add(der(0xa3, der(SEQUENCE, extensions.toArray(byte[][]::new))));
        }
        byte[] content = der(SEQUENCE, fields.toArray(byte[][]::new));
        try {
            Signature signature = Signature.getInstance(isRsa() ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] signed = der(SEQUENCE, content, algorithm(), der(BIT_STRING, new byte[1], signature.sign()));
            return parse(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isRsa() {
        return keys.getPublic().getAlgorithm().equals("RSA");
    }

    private byte[] algorithm() {
        return isRsa() ? SHA256_WITH_RSA : SHA256_WITH_ECDSA;
    }

    private static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new java.io.ByteArrayInputStream(der));
    }

    private static byte[] alternativeName(String host) {
        boolean address = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
        try {
            return address
                    ? der(IP_ADDRESS, InetAddress.getByName(host).getAddress())
                    : der(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e);
        }
    }

    private static byte[] time(Instant instant) {
        return der(GENERALIZED, GENERALIZED_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static KeyPair ellipticCurveKeys() {
        return keys("EC", 256);
    }

    private static KeyPair rsaKeys(int bits) {
        return keys("RSA", bits);
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.write(tag);
        int length = content.size();
        if (length < 0x80) {
            encoded.write(length);
        } else {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int from = digits[0] == 0 ? 1 : 0;
            encoded.write(0x80 | digits.length - from);
            encoded.write(digits, from, digits.length - from);
        }
        encoded.writeBytes(content.toByteArray());
        return encoded.toByteArray();
    }

    private static byte[] hex(String digits) {
        return java.util.HexFormat.of().parseHex(digits);
    }
}
