package io.cameldicom.component;

import io.cameldicom.dicom.ul.TlsProfile;
import io.cameldicom.dicom.ul.TlsSettings;
import io.cameldicom.dicom.ul.TlsSettings.ClientAuthentication;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS options of an endpoint. Two that are equal may share a port.
 *
 * @param parameters the component's or the global ones, where the endpoint has none
 */
record DicomTls(SSLContextParameters parameters, TlsProfile profile, ClientAuthentication clientAuthentication) {

    /** DICOM over TLS (PS3.8 9.1.2, PS3.15 B). */
    static final int PORT = 2762;

    private static final Logger LOG = LoggerFactory.getLogger(DicomTls.class);

    /** @return null without TLS */
    static DicomTls of(DicomEndpoint endpoint) {
        DicomConfiguration options = endpoint.getConfiguration();
        SSLContextParameters parameters = options.getSslContextParameters();
        if (parameters == null) {
            parameters = endpoint.getComponent().retrieveGlobalSslContextParameters();
        }
        return parameters == null
                ? null
                : new DicomTls(parameters, options.getTlsProfile(), options.getTlsClientAuth());
    }

    /** @throws IllegalArgumentException if the parameters cannot be used */
    TlsSettings consumer(CamelContext context, DicomAddress address) {
        warnOfCustomProfile(address);
        return checked(address, base(context).clientAuthentication(clientAuthentication));
    }

    /** @throws IllegalArgumentException if the parameters cannot be used */
    TlsSettings producer(CamelContext context, DicomAddress address, DicomConfiguration options) {
        warnOfCustomProfile(address);
        return checked(
                address,
                base(context)
                        .hostnameVerification(options.isTlsHostnameVerification())
                        .serverName(options.getTlsServerName()));
    }

    private TlsSettings.Builder base(CamelContext context) {
        return TlsSettings.with(new ReloadingSslContext(context, parameters)).profile(profile);
    }

    private TlsSettings checked(DicomAddress address, TlsSettings.Builder builder) {
        TlsSettings settings = builder.build();
        try {
            settings.check();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "dicom:" + address + ": sslContextParameters do not fit tlsProfile=" + profile + ": "
                            + e.getMessage(),
                    e);
        }
        return settings;
    }

    private void warnOfCustomProfile(DicomAddress address) {
        if (profile == TlsProfile.CUSTOM) {
            LOG.warn(
                    "dicom:{}: tlsProfile=CUSTOM allows whatever sslContextParameters allow, which may be less than BCP 195"
                            + " (PS3.15 B.12) asks for",
                    address);
        }
    }

    @Override
    public String toString() {
        return "TLS " + profile + ", tlsClientAuth=" + clientAuthentication;
    }
}
