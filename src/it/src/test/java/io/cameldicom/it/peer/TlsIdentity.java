package io.cameldicom.it.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A key with its certificate for 127.0.0.1, which trusts itself: for a test in which all peers have the same one.
 *
 * @param store PKCS12 with {@link #PASSWORD}: key store and trust store
 * @param key PEM
 * @param certificate PEM
 * @param x509 the certificate
 */
public record TlsIdentity(Path store, Path key, Path certificate, X509Certificate x509) {
    public static final String PASSWORD = "changeit";

    private static final Path FOLDER = Path.of("target", "it", "tls").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Made anew by keytool. */
    public static TlsIdentity make(String name) {
        try {
            return make(name, FOLDER.resolve(name + ".p12"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static TlsIdentity make(String name, Path store) throws Exception {
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(store);
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        try (ChildProcess process = ChildProcess.start("keytool-" + name, FOLDER, command)) {
            assertEquals(0, process.awaitExit(LIMIT), process.output());
        }
        KeyStore read = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        X509Certificate certificate = (X509Certificate) read.getCertificate(name);
        return new TlsIdentity(
                store,
                pem(
                        name + ".key",
                        "PRIVATE KEY",
                        read.getKey(name, PASSWORD.toCharArray()).getEncoded()),
                pem(name + ".pem", "CERTIFICATE", certificate.getEncoded()),
                certificate);
    }

    /** Options by which programs of DCMTK have this identity and trust it. */
    public String[] dcmtkOptions() {
        return new String[] {"+tls", key.toString(), certificate.toString(), "+cf", certificate.toString()};
    }

    private static Path pem(String name, String kind, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                FOLDER.resolve(name), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }
}
