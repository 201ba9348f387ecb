package io.cameldicom.component;

import io.cameldicom.dicom.ul.TlsProfile;
import io.cameldicom.dicom.ul.TlsSettings.ClientAuthentication;
import io.cameldicom.dicom.ul.UserIdentityVerifier;
import javax.net.ssl.SNIHostName;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The options of {@code dicom:} endpoints for TLS (PS3.15 Annex B) and user identity (PS3.7 D.3.3.7). */
@UriParams
public abstract class SecurityConfiguration {

    @UriParam(
            label = "common,security",
            description =
                    "Certificates and trust for TLS; setting it switches TLS on. Key and trust stores that are files"
                            + " are read again when they have changed, for new associations. A consumer listens, and a producer"
                            + " connects, to port 2762 where the URI has none.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "common,security",
            defaultValue = "BCP195",
            description = "What TLS may negotiate (PS3.15 Annex B), whatever more `sslContextParameters` would allow."
                    + " `BCP195`: TLS 1.2 and 1.3 with ECDHE and AES-GCM or ChaCha20, keys from RSA 2048 or EC 256 bits;"
                    + " `EXTENDED_BCP195`: the same with AES-GCM only; `CUSTOM`: what `sslContextParameters` say, for peers"
                    + " that can do no better.")
    private TlsProfile tlsProfile = TlsProfile.BCP195;

    @UriParam(
            label = "consumer,security",
            description =
                    "Whether peers have to show a certificate: `NONE`, `WANT` (checked if there is one) or `REQUIRE`"
                            + " (mutual authentication). Default: as `sslContextParameters` say, which is `NONE` unless they say"
                            + " otherwise.")
    private ClientAuthentication tlsClientAuth;

    @UriParam(
            label = "producer,security",
            defaultValue = "true",
            description = "Whether the certificate of the peer must be for the host of the URI, or for `tlsServerName`."
                    + " Switch it off only where the trust store holds nothing but the peer's own certificate: with an"
                    + " authority in it, any host that authority knows could take the place of the peer.")
    private boolean tlsHostnameVerification = true;

    @UriParam(
            label = "producer,security",
            description = "Host name to ask for (SNI) and to expect in the certificate, where it is not the host of the"
                    + " URI. Default: the host; it is sent if it is a name with a dot.")
    private String tlsServerName;

    @UriParam(
            label = "producer,security",
            description =
                    "User name to identify with, user identity type 1; with `password` type 2. Use it with TLS only,"
                            + " it is sent as it is.")
    private String username;

    @UriParam(
            label = "producer,security",
            secret = true,
            description = "Passcode of `username`, user identity type 2. Use it with TLS only, it is sent as it is.")
    private String password;

    @UriParam(
            label = "producer,security",
            secret = true,
            description =
                    "Kerberos service ticket to identify with, user identity type 3: `file:` and the path of a file,"
                            + " read for each association.")
    private String kerberosTicket;

    @UriParam(
            label = "producer,security",
            secret = true,
            description =
                    "SAML assertion to identify with, user identity type 4: the assertion, or `file:` and the path of"
                            + " a file, read for each association.")
    private String saml;

    @UriParam(
            label = "producer,security",
            secret = true,
            description =
                    "JSON web token to identify with, user identity type 5: the token, or `file:` and the path of a"
                            + " file, read for each association, so that another program may renew it.")
    private String jwt;

    @UriParam(
            label = "producer,security",
            defaultValue = "false",
            description = "Whether the peer must confirm the identity; without it a peer that ignores identities is"
                    + " content. An association that does not confirm it is aborted.")
    private boolean userIdentityConfirmed;

    @UriParam(
            label = "consumer,security",
            description =
                    "Decides whether a requestor is who it says it is; who is not is rejected 1/1/1 (no reason given)."
                            + " The name of a verified user is in the header `CamelDicomUserName`. Without it identities are"
                            + " ignored.")
    private UserIdentityVerifier userIdentityVerifier;

    @UriParam(
            label = "consumer,security",
            defaultValue = "false",
            description = "Whether requestors that give no identity are rejected 1/1/1; needs `userIdentityVerifier`.")
    private boolean userIdentityRequired;

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public TlsProfile getTlsProfile() {
        return tlsProfile;
    }

    public void setTlsProfile(TlsProfile tlsProfile) {
        this.tlsProfile = tlsProfile;
    }

    public ClientAuthentication getTlsClientAuth() {
        return tlsClientAuth;
    }

    public void setTlsClientAuth(ClientAuthentication tlsClientAuth) {
        this.tlsClientAuth = tlsClientAuth;
    }

    public boolean isTlsHostnameVerification() {
        return tlsHostnameVerification;
    }

    public void setTlsHostnameVerification(boolean tlsHostnameVerification) {
        this.tlsHostnameVerification = tlsHostnameVerification;
    }

    public String getTlsServerName() {
        return tlsServerName;
    }

    public void setTlsServerName(String tlsServerName) {
        try {
            this.tlsServerName = tlsServerName == null ? null : new SNIHostName(tlsServerName).getAsciiName();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tlsServerName=" + tlsServerName + ": must be a host name", e);
        }
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

    public String getKerberosTicket() {
        return kerberosTicket;
    }

    public void setKerberosTicket(String kerberosTicket) {
        this.kerberosTicket = kerberosTicket;
    }

    public String getSaml() {
        return saml;
    }

    public void setSaml(String saml) {
        this.saml = saml;
    }

    public String getJwt() {
        return jwt;
    }

    public void setJwt(String jwt) {
        this.jwt = jwt;
    }

    public boolean isUserIdentityConfirmed() {
        return userIdentityConfirmed;
    }

    public void setUserIdentityConfirmed(boolean userIdentityConfirmed) {
        this.userIdentityConfirmed = userIdentityConfirmed;
    }

    public UserIdentityVerifier getUserIdentityVerifier() {
        return userIdentityVerifier;
    }

    public void setUserIdentityVerifier(UserIdentityVerifier userIdentityVerifier) {
        this.userIdentityVerifier = userIdentityVerifier;
    }

    public boolean isUserIdentityRequired() {
        return userIdentityRequired;
    }

    public void setUserIdentityRequired(boolean userIdentityRequired) {
        this.userIdentityRequired = userIdentityRequired;
    }
}
