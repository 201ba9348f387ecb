package io.cameldicom.hub;

import java.nio.file.Path;
import org.apache.camel.support.jsse.SSLContextParameters;
import picocli.CommandLine.Option;

/** TLS of the commands that call a peer. Passwords come from the environment: a command line is seen by everybody. */
final class TlsOptions {

    @Option(names = "--tls", description = "Use TLS (BCP 195: TLS 1.2 or 1.3).")
    private boolean tls;

    @Option(
            names = "--tls-trust",
            paramLabel = "<file>",
            description = "Whom to trust: PKCS12 or JKS file, password in HUB_TLS_TRUSTSTOREPASSWORD (default: the"
                    + " authorities Java trusts). Implies --tls.")
    private Path trustStore;

    @Option(
            names = "--tls-key",
            paramLabel = "<file>",
            description = "Own key and certificate, for peers that require one: PKCS12 or JKS file, password in"
                    + " HUB_TLS_KEYSTOREPASSWORD. Implies --tls.")
    private Path keyStore;

    @Option(
            names = "--tls-any-host",
            description = "Accept a trusted certificate whatever host it is for. Implies --tls.")
    private boolean anyHost;

    boolean isOn() {
        return tls || trustStore != null || keyStore != null || anyHost;
    }

    boolean anyHost() {
        return anyHost;
    }

    SSLContextParameters parameters() {
        return TlsStores.parameters(
                keyStore, password("hub.tls.keyStorePassword"), trustStore, password("hub.tls.trustStorePassword"));
    }

    private static String password(String setting) {
        return System.getProperty(setting, System.getenv(SettingValues.environmentVariable(setting)));
    }
}
