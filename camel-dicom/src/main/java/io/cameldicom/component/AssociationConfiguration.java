package io.cameldicom.component;

import io.cameldicom.dicom.service.ApplicationEntity;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of associations: who may open them, how many there are, and how long anything may take. */
@UriParams
public abstract class AssociationConfiguration extends SecurityConfiguration {

    @UriParam(
            label = "consumer,security",
            description =
                    "AE titles that may call, a comma list; an asterisk stands for any characters, a question mark for one. Others are rejected 1/1/3"
                            + " (calling AE title not recognized) before any data. Default: any.")
    private String allowedCallingAeTitles;

    @UriParam(
            label = "consumer,security",
            description = "Addresses that may call, a comma list of IP addresses and networks (`10.1.0.0/16`). Others"
                    + " are rejected 1/1/3 before any data. Default: any.")
    private String allowedRemoteAddresses;

    @UriParam(
            label = "common,advanced",
            defaultValue = "1",
            description =
                    "Operations this side may have outstanding in one association (asynchronous operations window, PS3.7"
                            + " D.3.3.3), 1 to 1000; the peer may lower it. With more than one, producers send several objects over"
                            + " one association before the first is answered.")
    private int maxOpsInvoked = 1;

    @UriParam(
            label = "common,advanced",
            defaultValue = "1",
            description =
                    "Operations the peer may have outstanding in one association, 1 to 1000. A consumer performs as many"
                            + " side by side, each on a thread of its own; so they may finish in another order than they came.")
    private int maxOpsPerformed = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "100",
            description = "Associations open at one time, 1 to 10000. Above it associations are rejected 2/3/2 (local"
                    + " limit exceeded), which tells the requestor to try again. Consumers that share a port have"
                    + " the same number.")
    private int maxAssociations = 100;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "Associations open at one time for each calling AE title, 0 (no limit of its own) to 10000."
                    + " Above it associations are rejected 2/3/2.")
    private int maxAssociationsPerAeTitle;

    @UriParam(
            label = "producer",
            defaultValue = "4",
            description = "Associations to one peer at one time, 1 to 1000. Messages beyond wait for one to be free.")
    private int associationPoolSize = 4;

    @UriParam(
            label = "producer",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "How long an association is kept for the next message before it is released; 0 releases it"
                    + " after each message.")
    private long associationLinger = 5_000;

    @UriParam(
            label = "producer",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "How long to wait for the TCP connection; above 0.")
    private long connectTimeout = 5_000;

    @UriParam(
            label = "common,advanced",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "The ARTIM timer (PS3.8 9.1.5): how long a connection may stay without an association"
                    + " request, or open after it was rejected or aborted; above 0.")
    private long artimTimeout = 10_000;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "How long to wait for the peer to accept or reject an association; above 0.")
    private long associateTimeout = 30_000;

    @UriParam(
            label = "common,advanced",
            defaultValue = "5s",
            javaType = "java.time.Duration",
            description = "How long to wait for the answer to a release request; above 0.")
    private long releaseTimeout = 5_000;

    @UriParam(
            label = "producer",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description = "How long to wait for the answer to a request without an object, such as C-ECHO; above 0.")
    private long responseTimeout = 60_000;

    @UriParam(
            label = "consumer",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description = "How long an association may be silent before it is aborted; above 0. Time that a route takes"
                    + " does not count.")
    private long idleTimeout = 60_000;

    @UriParam(
            label = "common,advanced",
            defaultValue = "131072",
            description = "Longest P-DATA PDU this side takes, in bytes (PS3.8 D.1): 0 announces no limit, otherwise"
                    + " 4096 to 16777216. A longer PDU than announced aborts the association before memory is taken.")
    private int maxPduLength = 131_072;

    public String getAllowedCallingAeTitles() {
        return allowedCallingAeTitles;
    }

    public void setAllowedCallingAeTitles(String allowedCallingAeTitles) {
        this.allowedCallingAeTitles = allowedCallingAeTitles;
    }

    public String getAllowedRemoteAddresses() {
        return allowedRemoteAddresses;
    }

    public void setAllowedRemoteAddresses(String allowedRemoteAddresses) {
        try {
            ApplicationEntity.builder(ApplicationEntity.ANY)
                    .allowedRemoteAddresses(OptionValues.list(allowedRemoteAddresses))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "allowedRemoteAddresses=" + allowedRemoteAddresses + ": " + e.getMessage(), e);
        }
        this.allowedRemoteAddresses = allowedRemoteAddresses;
    }

    public int getMaxOpsInvoked() {
        return maxOpsInvoked;
    }

    public void setMaxOpsInvoked(int maxOpsInvoked) {
        this.maxOpsInvoked = OptionValues.inRange("maxOpsInvoked", maxOpsInvoked, 1, 1_000);
    }

    public int getMaxOpsPerformed() {
        return maxOpsPerformed;
    }

    public void setMaxOpsPerformed(int maxOpsPerformed) {
        this.maxOpsPerformed = OptionValues.inRange("maxOpsPerformed", maxOpsPerformed, 1, 1_000);
    }

    public int getMaxAssociations() {
        return maxAssociations;
    }

    public void setMaxAssociations(int maxAssociations) {
        this.maxAssociations = OptionValues.inRange("maxAssociations", maxAssociations, 1, 10_000);
    }

    public int getMaxAssociationsPerAeTitle() {
        return maxAssociationsPerAeTitle;
    }

    public void setMaxAssociationsPerAeTitle(int maxAssociationsPerAeTitle) {
        this.maxAssociationsPerAeTitle =
                OptionValues.inRange("maxAssociationsPerAeTitle", maxAssociationsPerAeTitle, 0, 10_000);
    }

    public int getAssociationPoolSize() {
        return associationPoolSize;
    }

    public void setAssociationPoolSize(int associationPoolSize) {
        this.associationPoolSize = OptionValues.inRange("associationPoolSize", associationPoolSize, 1, 1_000);
    }

    public long getAssociationLinger() {
        return associationLinger;
    }

    public void setAssociationLinger(long associationLinger) {
        if (associationLinger < 0) {
            throw new IllegalArgumentException("associationLinger=" + associationLinger
                    + ": must be 0 (release after each message) or a duration such as 5s");
        }
        this.associationLinger = associationLinger;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = OptionValues.finite("connectTimeout", connectTimeout);
    }

    public long getArtimTimeout() {
        return artimTimeout;
    }

    public void setArtimTimeout(long artimTimeout) {
        this.artimTimeout = OptionValues.finite("artimTimeout", artimTimeout);
    }

    public long getAssociateTimeout() {
        return associateTimeout;
    }

    public void setAssociateTimeout(long associateTimeout) {
        this.associateTimeout = OptionValues.finite("associateTimeout", associateTimeout);
    }

    public long getReleaseTimeout() {
        return releaseTimeout;
    }

    public void setReleaseTimeout(long releaseTimeout) {
        this.releaseTimeout = OptionValues.finite("releaseTimeout", releaseTimeout);
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = OptionValues.finite("responseTimeout", responseTimeout);
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = OptionValues.finite("idleTimeout", idleTimeout);
    }

    public int getMaxPduLength() {
        return maxPduLength;
    }

    public void setMaxPduLength(int maxPduLength) {
        if (maxPduLength != 0) {
            OptionValues.inRange("maxPduLength", maxPduLength, 4_096, 16_777_216);
        }
        this.maxPduLength = maxPduLength;
    }
}
