package io.cameldicom.component.web;

import io.cameldicom.component.DataSize;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
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

    @UriParam(
            label = "consumer",
            description = "The address of the service as its clients know it, such as `https://pacs.example/dicom-web`,"
                    + " for the URLs in answers; needed behind a proxy. Default: what the request was sent to.")
    private String baseUrl;

    @UriParam(
            label = "consumer",
            defaultValue = "64GiB",
            description = "Largest body of a STOW-RS request, in bytes or with a unit. Beyond it the answer is 413.")
    private String maxRequestSize = "64GiB";

    @UriParam(label = "consumer", defaultValue = "20000", description = "Most instances of one STOW-RS request.")
    private int maxInstances = 20_000;

    @UriParam(
            label = "consumer",
            defaultValue = "1000",
            description = "Most results of one QIDO-RS search. If there are more, or `limit` cuts them off, a header"
                    + " `Warning` says so; the client asks for them with `offset`.")
    private int maxResults = 1_000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "10",
            description = "STOW-RS requests received at a time; one more is answered with 503 and Retry-After.")
    private int maxConcurrentStores = 10;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "30000",
            javaType = "java.time.Duration",
            description =
                    "How long the next bytes of a request may take to come. A body that is slower than 1 KiB a second"
                            + " on the whole is given up, too. On Spring Boot the servlet container's own time-out counts.")
    private long bodyTimeout = 30_000;

    /** What a consumer offers. */
    enum Service {
        stow,
        qido,
        wado
    }

    /** @throws IllegalArgumentException naming what there is */
    Set<Service> services() {
        Set<Service> services = EnumSet.noneOf(Service.class);
        for (String name : service.split(",")) {
            try {
                services.add(Service.valueOf(name.strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "service=" + service + ": must be of " + Arrays.toString(Service.values()), e);
            }
        }
        return services;
    }

    long maxRequestBytes() {
        return DataSize.parse("maxRequestSize", maxRequestSize, 1_024);
    }

    public String getService() {
        return service;
    }

    public void setService(String service) {
        this.service = service;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getMaxRequestSize() {
        return maxRequestSize;
    }

    public void setMaxRequestSize(String maxRequestSize) {
        DataSize.parse("maxRequestSize", maxRequestSize, 1_024);
        this.maxRequestSize = maxRequestSize;
    }

    public int getMaxInstances() {
        return maxInstances;
    }

    public void setMaxInstances(int maxInstances) {
        this.maxInstances = positive("maxInstances", maxInstances);
    }

    public int getMaxResults() {
        return maxResults;
    }

    public void setMaxResults(int maxResults) {
        this.maxResults = positive("maxResults", maxResults);
    }

    public int getMaxConcurrentStores() {
        return maxConcurrentStores;
    }

    public void setMaxConcurrentStores(int maxConcurrentStores) {
        this.maxConcurrentStores = positive("maxConcurrentStores", maxConcurrentStores);
    }

    public long getBodyTimeout() {
        return bodyTimeout;
    }

    public void setBodyTimeout(long bodyTimeout) {
        this.bodyTimeout = positive("bodyTimeout", Math.toIntExact(bodyTimeout));
    }

    private static int positive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + "=" + value + ": must be at least 1");
        }
        return value;
    }
}
