package io.cameldicom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for all receivers, made by keytool for this run.
 *
 * @param keyStore PKCS12 with {@link #PASSWORD}
 * @param key PEM
 * @param certificate PEM
 * @param context trusts the certificate
 */
record TlsIdentity(Path keyStore, Path key, Path certificate, SSLContext context) {
    static final String PASSWORD = "changeit";

    static TlsIdentity make(Path parent) throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createDirectories(parent.resolve("tls"));
        Path file = folder.resolve("receiver.p12").toAbsolutePath();
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=receiver",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed, see " + folder.resolve("keytool.log"));
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, trust.getTrustManagers(), null);
        return new TlsIdentity(
                file,
                pem(
                        folder.resolve("receiver.key"),
                        "PRIVATE KEY",
                        store.getKey("receiver", PASSWORD.toCharArray()).getEncoded()),
                pem(
                        folder.resolve("receiver.pem"),
                        "CERTIFICATE",
                        store.getCertificate("receiver").getEncoded()),
                context);
    }

    private static Path pem(Path file, String kind, byte[] der) throws IOException {
        return Files.writeString(
                        file,
                        "-----BEGIN " + kind + "-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END "
                                + kind
                                + "-----\n")
                .toAbsolutePath();
    }
}
