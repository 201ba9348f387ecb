package io.cameldicom.component.web;

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

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }
}
