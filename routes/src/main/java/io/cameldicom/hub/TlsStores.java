package io.cameldicom.hub;

import java.nio.file.Path;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Certificates for TLS as files: PKCS12 or JKS, one password a file, which the keys in it have too. */
final class TlsStores {

    private TlsStores() {}

    /**
     * @param keyStore own key and certificate; null for none
     * @param trustStore whom to trust; null for the authorities the Java runtime trusts
     */
    static SSLContextParameters parameters(
            Path keyStore, String keyStorePassword, Path trustStore, String trustStorePassword) {
        SSLContextParameters parameters = new SSLContextParameters();
        if (keyStore != null) {
            KeyManagersParameters keys = new KeyManagersParameters();
            keys.setKeyStore(store(keyStore, keyStorePassword));
            keys.setKeyPassword(keyStorePassword);
            parameters.setKeyManagers(keys);
        }
        if (trustStore != null) {
            TrustManagersParameters trust = new TrustManagersParameters();
            trust.setKeyStore(store(trustStore, trustStorePassword));
            parameters.setTrustManagers(trust);
        }
        return parameters;
    }

    private static KeyStoreParameters store(Path file, String password) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file.toAbsolutePath());
        store.setPassword(password);
        return store;
    }
}
