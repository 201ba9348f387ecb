package io.cameldicom.component.web;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The options of {@code dicom-web:} producers for HTTP: connection, credentials, retries. */
@UriParams
public abstract class HttpConfiguration extends WebServiceConfiguration {

    @UriParam(
            label = "producer,security",
            description =
                    "Certificates and trust for https, and this side's own certificate where the server wants one."
                            + " Default: the trust store of the JVM.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "producer",
            defaultValue = "auto",
            description =
                    "`auto`: HTTP/2 where an https server offers it, else HTTP/1.1; `http1`: HTTP/1.1 only; `http2`: HTTP/2, which over plain http is asked for by an upgrade that some servers do not bear.")
    private HttpVersion httpVersion = HttpVersion.auto;

    @UriParam(
            label = "producer",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "How long to wait for the TCP connection; above 0.")
    private long connectTimeout = 5_000;

    @UriParam(
            label = "producer",
            defaultValue = "300s",
            javaType = "java.time.Duration",
            description =
                    "How long the server may be silent, after the last byte of the request and within its response; above 0.")
    private long responseTimeout = 300_000;

    @UriParam(label = "producer,proxy", description = "Host of the HTTP proxy. Default: none.")
    private String proxyHost;

    @UriParam(label = "producer,proxy", defaultValue = "8080", description = "Port of the HTTP proxy.")
    private int proxyPort = 8080;

    @UriParam(
            label = "producer,proxy",
            description =
                    "User name for the proxy. For https servers the JDK allows it only with `-Djdk.http.auth.tunneling.disabledSchemes=`.")
    private String proxyUsername;

    @UriParam(label = "producer,proxy", secret = true, description = "Password of `proxyUsername`.")
    private String proxyPassword;

    @UriParam(
            label = "producer,security",
            description = "User name for basic authentication (RFC 7617); use it with https only.")
    private String username;

    @UriParam(label = "producer,security", secret = true, description = "Password of `username`.")
    private String password;

    @UriParam(
            label = "producer,security",
            secret = true,
            description =
                    "Bearer token (RFC 6750): the token, or `file:` and the path of a file, read for each request, so that another program may renew it. Use it with https only.")
    private String bearerToken;

    @UriParam(
            label = "producer,security",
            description =
                    "URL where a token is fetched with the grant client credentials (RFC 6749 4.4): before it is first needed, before it expires, and when the server answers 401.")
    private String oauth2TokenEndpoint;

    @UriParam(label = "producer,security", description = "Client id for `oauth2TokenEndpoint`.")
    private String oauth2ClientId;

    @UriParam(label = "producer,security", secret = true, description = "Client secret for `oauth2TokenEndpoint`.")
    private String oauth2ClientSecret;

    @UriParam(
            label = "producer,security",
            description = "Scope to ask `oauth2TokenEndpoint` for. Default: what the server grants without.")
    private String oauth2Scope;

    @UriParam(
            label = "producer",
            defaultValue = "3",
            description =
                    "How often a request is sent again that was answered 408, 409, 412, 429 or 5xx (but 501 and 505), or not at all, 0 to 100. Of a STOW-RS request only the instances that the server had passing trouble with are sent again. Retries of the route come on top.")
    private int maxRetries = 3;

    @UriParam(
            label = "producer",
            defaultValue = "1s",
            javaType = "java.time.Duration",
            description =
                    "How long to wait before the first retry; twice as long before each later one. What the server asks for by Retry-After counts instead.")
    private long retryDelay = 1_000;

    @UriParam(
            label = "producer",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description =
                    "No wait is longer. A server that asks for more fails the exchange at once; the exception says when to come back.")
    private long maxRetryDelay = 60_000;

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public HttpVersion getHttpVersion() {
        return httpVersion;
    }

    public void setHttpVersion(HttpVersion httpVersion) {
        this.httpVersion = httpVersion;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout =
                inRange("connectTimeout", connectTimeout, 1, Duration.ofDays(1).toMillis());
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = inRange(
                "responseTimeout", responseTimeout, 1, Duration.ofDays(1).toMillis());
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(int proxyPort) {
        this.proxyPort = (int) inRange("proxyPort", proxyPort, 1, 65_535);
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getBearerToken() {
        return bearerToken;
    }

    public void setBearerToken(String bearerToken) {
        this.bearerToken = bearerToken;
    }

    public String getOauth2TokenEndpoint() {
        return oauth2TokenEndpoint;
    }

    public void setOauth2TokenEndpoint(String oauth2TokenEndpoint) {
        this.oauth2TokenEndpoint = oauth2TokenEndpoint;
    }

    public String getOauth2ClientId() {
        return oauth2ClientId;
    }

    public void setOauth2ClientId(String oauth2ClientId) {
        this.oauth2ClientId = oauth2ClientId;
    }

    public String getOauth2ClientSecret() {
        return oauth2ClientSecret;
    }

    public void setOauth2ClientSecret(String oauth2ClientSecret) {
        this.oauth2ClientSecret = oauth2ClientSecret;
    }

    public String getOauth2Scope() {
        return oauth2Scope;
    }

    public void setOauth2Scope(String oauth2Scope) {
        this.oauth2Scope = oauth2Scope;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = (int) inRange("maxRetries", maxRetries, 0, 100);
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(long retryDelay) {
        this.retryDelay =
                inRange("retryDelay", retryDelay, 0, Duration.ofDays(1).toMillis());
    }

    public long getMaxRetryDelay() {
        return maxRetryDelay;
    }

    public void setMaxRetryDelay(long maxRetryDelay) {
        this.maxRetryDelay =
                inRange("maxRetryDelay", maxRetryDelay, 0, Duration.ofDays(1).toMillis());
    }

    static long inRange(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + "=" + value + ": must be " + least + " to " + most);
        }
        return value;
    }
}
