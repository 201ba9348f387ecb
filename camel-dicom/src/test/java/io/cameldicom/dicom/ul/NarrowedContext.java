package io.cameldicom.dicom.ul;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** A context whose engines know one TLS version, and one cipher suite if it is given. */
final class NarrowedContext extends SSLContext {

    NarrowedContext(SSLContext context, String protocol, String... cipherSuites) {
        super(new Spi(context, protocol, cipherSuites), context.getProvider(), context.getProtocol());
    }

    private static final class Spi extends SSLContextSpi {

        private final SSLContext context;
        private final String protocol;
        private final String[] cipherSuites;

        Spi(SSLContext context, String protocol, String... cipherSuites) {
            this.context = context;
            this.protocol = protocol;
            this.cipherSuites = cipherSuites;
        }

        private SSLEngine narrowed(SSLEngine engine) {
            engine.setEnabledProtocols(new String[] {protocol});
            if (cipherSuites.length > 0) {
                engine.setEnabledCipherSuites(cipherSuites);
            }
            return engine;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return narrowed(context.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return narrowed(context.createSSLEngine(host, port));
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            context.init(keys, trust, random);
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return context.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }
    }
}
