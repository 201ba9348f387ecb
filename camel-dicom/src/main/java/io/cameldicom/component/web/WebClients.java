package io.cameldicom.component.web;

import io.cameldicom.web.client.Credentials;
import io.cameldicom.web.client.OAuth2;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Makes the HTTP client and the credentials of an endpoint as its options say. */
final class WebClients {

    private static final String FILE = "file:";

    private WebClients() {}

    static HttpClient http(DicomWebEndpoint endpoint, Executor executor) throws GeneralSecurityException, IOException {
        DicomWebConfiguration options = endpoint.getConfiguration();
        HttpClient.Builder http = HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(Duration.ofMillis(options.getConnectTimeout()))
                .followRedirects(HttpClient.Redirect.NEVER) // credentials must not follow elsewhere
                .version(version(options.getHttpVersion(), endpoint.getAddress()));
        SSLContextParameters tls = options.getSslContextParameters();
        if (tls == null) {
            tls = endpoint.getComponent().retrieveGlobalSslContextParameters();
        }
        if (tls != null) {
            http.sslContext(tls.createSSLContext(endpoint.getCamelContext()));
        }
        if (options.getProxyHost() != null) {
            http.proxy(ProxySelector.of(new InetSocketAddress(options.getProxyHost(), options.getProxyPort())));
        }
        if (options.getProxyUsername() != null) {
            http.authenticator(new ProxyAuthenticator(options.getProxyUsername(), options.getProxyPassword()));
        }
        return http.build();
    }

    private static HttpClient.Version version(HttpVersion version, String address) {
        boolean two = version == HttpVersion.http2 || version == HttpVersion.auto && address.startsWith("https:");
        return two ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    /** @throws IllegalArgumentException if options contradict each other or cannot be used */
    static Credentials credentials(HttpClient http, DicomWebConfiguration options) {
        boolean basic = options.getUsername() != null;
        boolean bearer = options.getBearerToken() != null;
        boolean oauth2 = options.getOauth2TokenEndpoint() != null;
        if ((basic ? 1 : 0) + (bearer ? 1 : 0) + (oauth2 ? 1 : 0) > 1) {
            throw new IllegalArgumentException(
                    "username, bearerToken and oauth2TokenEndpoint exclude each other: a request has one authorization");
        }
        if (basic) {
            return Credentials.basic(options.getUsername(), options.getPassword());
        }
        if (bearer) {
            String token = options.getBearerToken();
            return Credentials.bearer(() -> token.startsWith(FILE)
                    ? Files.readString(Path.of(token.substring(FILE.length()))).strip()
                    : token);
        }
        return oauth2 ? oauth2(http, options) : Credentials.NONE;
    }

    private static Credentials oauth2(HttpClient http, DicomWebConfiguration options) {
        if (options.getOauth2ClientId() == null || options.getOauth2ClientSecret() == null) {
            throw new IllegalArgumentException("oauth2TokenEndpoint needs oauth2ClientId and oauth2ClientSecret");
        }
        return new OAuth2(
                http,
                URI.create(options.getOauth2TokenEndpoint()),
                options.getOauth2ClientId(),
                options.getOauth2ClientSecret(),
                options.getOauth2Scope(),
                Duration.ofMillis(options.getResponseTimeout()));
    }

    /** For the proxy only: a server gets what its own options say. */
    private static final class ProxyAuthenticator extends Authenticator {

        private final String username;
        private final String password;

        ProxyAuthenticator(String username, String password) {
            this.username = username;
            this.password = password == null ? "" : password;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY
                    ? new PasswordAuthentication(username, password.toCharArray())
                    : null;
        }
    }
}
