package io.cameldicom.dicom.ul;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Locale;
import java.util.Set;
import javax.crypto.interfaces.DHKey;

/**
 * Keys and signatures that BCP 195 lets pass, besides what the Java runtime forbids anyway (RFC 9325 4.4 and 4.5, PS3.15
 * B.13). Immutable.
 */
final class Bcp195Constraints implements AlgorithmConstraints {

    private static final int RSA_BITS = 2_048;
    private static final int EC_BITS = 256;

    private final AlgorithmConstraints others;

    /** @param others constraints that hold too; null for none */
    Bcp195Constraints(AlgorithmConstraints others) {
        this.others = others;
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
        return isStrong(algorithm) && (others == null || others.permits(primitives, algorithm, parameters));
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        return isStrong(key) && (others == null || others.permits(primitives, key));
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
        return isStrong(algorithm)
                && isStrong(key)
                && (others == null || others.permits(primitives, algorithm, key, parameters));
    }

    private static boolean isStrong(String algorithm) {
        if (algorithm == null) {
            return true;
        }
        String name = algorithm.toUpperCase(Locale.ROOT);
        return !name.startsWith("SHA1WITH")
                && !name.startsWith("MD5WITH")
                && !name.equals("SHA-1")
                && !name.equals("MD5");
    }

    private static boolean isStrong(Key key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength() >= RSA_BITS;
        }
        if (key instanceof DHKey dh) {
            return dh.getParams().getP().bitLength() >= RSA_BITS;
        }
        return !(key instanceof ECKey ec) || ec.getParams().getOrder().bitLength() >= EC_BITS;
    }
}
