package io.cameldicom.dicom.ul;

import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * TLS of a listener, or of the associations with a peer (PS3.15 Annex B). Immutable; as thread-safe as the supplier of
 * the {@code SSLContext}, which is asked for every connection: what it gives holds for new connections, those that are
 * open keep what they have. So certificates are renewed without an interruption.
 */
public final class TlsSettings {

    /** Whether a listener asks the requestor for a certificate. */
    public enum ClientAuthentication {
        /** Not asked for. */
        NONE,
        /** Asked for; checked if there is one. */
        WANT,
        /** A requestor without a trusted one does not get in. */
        REQUIRE
    }

    private final Supplier<SSLContext> context;
    private final TlsProfile profile;
    private final ClientAuthentication clientAuthentication;
    private final boolean hostnameVerification;
    private final String serverName;

    private TlsSettings(Builder builder) {
        context = builder.context;
        profile = builder.profile;
        clientAuthentication = builder.clientAuthentication;
        hostnameVerification = builder.hostnameVerification;
        serverName = builder.serverName;
    }

    /** @param context asked for every connection, by the thread of the connection */
    public static Builder with(Supplier<SSLContext> context) {
        return new Builder(context);
    }

    /**
     * The TLS side that requests.
     *
     * @param plain connected
     * @param host name or address of the peer, as it is configured
     * @throws IllegalStateException if context and profile have nothing in common
     */
    public Transport client(Transport plain, String host, int port) {
        String name = serverName == null ? host : serverName;
        SSLEngine engine = context.get().createSSLEngine(name, port);
        engine.setUseClientMode(true);
        profile.narrow(engine);
        SSLParameters parameters = engine.getSSLParameters();
        if (serverName != null) {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        if (hostnameVerification) {
            // RFC 9325 6.1; the name for "as HTTPS does", which DICOM has no own rules for
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return new TlsTransport(plain, engine, profile);
    }

    /**
     * The TLS side that accepts.
     *
     * @param plain connected
     * @throws IllegalStateException if context and profile have nothing in common
     */
    public Transport server(Transport plain) {
        SSLEngine engine = context.get().createSSLEngine();
        engine.setUseClientMode(false);
        profile.narrow(engine);
        if (clientAuthentication != null) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setWantClientAuth(clientAuthentication == ClientAuthentication.WANT);
            if (clientAuthentication == ClientAuthentication.REQUIRE) {
                parameters.setNeedClientAuth(true);
            }
            engine.setSSLParameters(parameters);
        }
        return new TlsTransport(plain, engine, profile);
    }

    /**
     * Whether the context and the profile have anything in common, for those who want to know before somebody connects.
     *
     * @throws IllegalStateException if not
     */
    public void check() {
        profile.narrow(context.get().createSSLEngine());
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final Supplier<SSLContext> context;
        private TlsProfile profile = TlsProfile.BCP195;
        private ClientAuthentication clientAuthentication;
        private boolean hostnameVerification = true;
        private String serverName;

        private Builder(Supplier<SSLContext> context) {
            this.context = context;
        }

        /** {@link TlsProfile#BCP195} by default. */
        public Builder profile(TlsProfile profile) {
            this.profile = profile;
            return this;
        }

        /** What a listener asks for; by default, and with null, as the context has it. */
        public Builder clientAuthentication(ClientAuthentication clientAuthentication) {
            this.clientAuthentication = clientAuthentication;
            return this;
        }

        /** Whether a requestor checks that the peer's certificate is for the host it connects to; true by default. */
        public Builder hostnameVerification(boolean hostnameVerification) {
            this.hostnameVerification = hostnameVerification;
            return this;
        }

        /**
         * The name a requestor asks for (SNI, RFC 6066 3) and expects in the certificate, where it is not the host it
         * connects to. By default the host, which is sent if it is a name with a dot.
         *
         * @throws IllegalArgumentException if it is no host name
         */
        public Builder serverName(String serverName) {
            if (serverName != null) {
                new SNIHostName(serverName);
            }
            this.serverName = serverName;
            return this;
        }

        public TlsSettings build() {
            return new TlsSettings(this);
        }
    }
}
