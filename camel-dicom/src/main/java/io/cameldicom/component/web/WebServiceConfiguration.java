package io.cameldicom.component.web;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of {@code dicom-web:} consumers. */
@UriParams
public abstract class WebServiceConfiguration {

    @UriParam(
            label = "consumer",
            defaultValue = "stow,qido,wado",
            description = "The services offered, a comma list of `stow`, `qido` and `wado`.")
    private String service = "stow,qido,wado";

    public String getService() {
        return service;
    }

    public void setService(String service) {
        this.service = service;
    }
}
