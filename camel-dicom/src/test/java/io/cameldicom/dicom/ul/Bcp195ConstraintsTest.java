package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What BCP 195 asks of signatures and keys, and that constraints of the context hold beside it. */
class Bcp195ConstraintsTest {

    private static final Set<CryptoPrimitive> SIGNATURE = EnumSet.of(CryptoPrimitive.SIGNATURE);

    private final AlgorithmConstraints constraints = new Bcp195Constraints(null);

    @ParameterizedTest
    @CsvSource({
        "SHA256withRSA, true",
        "SHA384withECDSA, true",
        "SHA1withRSA, false",
        "MD5withRSA, false",
        "SHA-1, false",
        "md5, false"
    })
    void signatures_need_sha_256(String algorithm, boolean permitted) {
        assertEquals(permitted, constraints.permits(SIGNATURE, algorithm, null));
    }

    @Test
    void an_algorithm_without_a_name_is_judged_by_its_key() throws Exception {
        assertTrue(constraints.permits(SIGNATURE, null, rsa(2048), null));
        assertFalse(constraints.permits(SIGNATURE, null, rsa(1024), null));
    }

    @Test
    void rsa_and_diffie_hellman_need_2048_bits() throws Exception {
        assertTrue(constraints.permits(SIGNATURE, rsa(2048)));
        assertFalse(constraints.permits(SIGNATURE, rsa(2047)));
        assertTrue(constraints.permits(SIGNATURE, diffieHellman(2048)));
        assertFalse(constraints.permits(SIGNATURE, diffieHellman(1024)));
    }

    @Test
    void elliptic_curves_need_256_bits() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        assertTrue(constraints.permits(SIGNATURE, generator.generateKeyPair().getPublic()));
    }

    @Test
    void keys_of_other_kinds_are_left_to_the_protocol() {
        assertTrue(constraints.permits(SIGNATURE, new SecretKeySpec(new byte[16], "AES")));
    }

    @Test
    void constraints_of_the_context_hold_too() throws Exception {
        for (boolean others : new boolean[] {true, false}) {
            AlgorithmConstraints both = new Bcp195Constraints(new Constant(others));
            assertEquals(others, both.permits(SIGNATURE, "SHA256withRSA", null));
            assertEquals(others, both.permits(SIGNATURE, rsa(2048)));
            assertEquals(others, both.permits(SIGNATURE, "SHA256withRSA", rsa(2048), null));
            assertFalse(both.permits(SIGNATURE, "SHA1withRSA", rsa(2048), null));
            assertFalse(both.permits(SIGNATURE, rsa(1024)));
        }
    }

    private static Key rsa(int bits) throws Exception {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        BigInteger.TWO.pow(bits - 1).add(BigInteger.ONE), BigInteger.valueOf(65_537)));
    }

    private static Key diffieHellman(int bits) throws Exception {
        BigInteger modulus = BigInteger.TWO.pow(bits - 1).add(BigInteger.ONE);
        DHPublicKey key = (DHPublicKey) KeyFactory.getInstance("DH")
                .generatePublic(new DHPublicKeySpec(BigInteger.TEN, modulus, BigInteger.TWO));
        DHParameterSpec parameters = key.getParams();
        assertEquals(bits, parameters.getP().bitLength());
        return key;
    }

    private record Constant(boolean answer) implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
            return answer;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return answer;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
            return answer;
        }
    }
}
