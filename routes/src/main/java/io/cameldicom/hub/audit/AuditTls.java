package io.cameldicom.hub.audit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Key and trust for a repository over TLS, as PKCS12 or JKS files.
 *
 * @param keyStore own key and certificate; null for none
 * @param keyPassword of the file and of the key in it
 * @param trustStore whom to trust; null for those the Java runtime trusts
 * @param trustPassword of the file
 */
public record AuditTls(Path keyStore, String keyPassword, Path trustStore, String trustPassword) {

    /** Reads the files. */
    public SSLContext context() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(), trust(), null);
        return context;
    }

    private KeyManager[] keys() throws IOException, GeneralSecurityException {
        if (keyStore == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(keyStore, keyPassword), keyPassword.toCharArray());
        return factory.getKeyManagers();
    }

    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        if (trustStore == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load(trustStore, trustPassword));
        return factory.getTrustManagers();
    }

    private static KeyStore load(Path path, String password) throws IOException, GeneralSecurityException {
        File file = path.toFile();
        return KeyStore.getInstance(file, password.toCharArray());
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "key store " + keyStore + ", trust store " + trustStore;
    }
}
