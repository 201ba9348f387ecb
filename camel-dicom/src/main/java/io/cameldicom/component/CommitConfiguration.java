package io.cameldicom.component;

import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of storage commitment and procedure steps. */
@UriParams
public abstract class CommitConfiguration extends ReceptionConfiguration {

    @UriParam(
            label = "producer",
            defaultValue = "60s",
            javaType = "java.time.Duration",
            description =
                    "How long `operation=commit` waits for the report after the peer has taken the request; above 0."
                            + " Archives that commit at night need a consumer with `service=commit` instead of a wait.")
    private long commitTimeout = 60_000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "6",
            description =
                    "How often `service=commit` tries to report on a storage commitment, 1 to 1000 times; 150 are about a"
                            + " day with the default delay.")
    private int commitReportAttempts = 6;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description =
                    "How long `service=commit` waits before it tries a second time to report; twice as long before"
                            + " each later attempt, up to ten minutes; above 0.")
    private long commitReportDelay = 10_000;

    @UriParam(
            label = "consumer",
            description =
                    "Directory where `service=commit` keeps its reports until they are delivered, so that they go out"
                            + " after a restart too; of each consumer its own. Default: in memory only.")
    private String commitReportDirectory;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "Where `service=mpps` keeps the status of procedure steps by their UIDs, a bean such as Camel's"
                            + " `FileStateRepository`. Default: in memory, of the 10,000 steps used last.")
    private StateRepository<String, String> procedureStepStates;

    public long getCommitTimeout() {
        return commitTimeout;
    }

    public void setCommitTimeout(long commitTimeout) {
        this.commitTimeout = OptionValues.finite("commitTimeout", commitTimeout);
    }

    public int getCommitReportAttempts() {
        return commitReportAttempts;
    }

    public void setCommitReportAttempts(int commitReportAttempts) {
        this.commitReportAttempts = OptionValues.inRange("commitReportAttempts", commitReportAttempts, 1, 1000);
    }

    public long getCommitReportDelay() {
        return commitReportDelay;
    }

    public void setCommitReportDelay(long commitReportDelay) {
        this.commitReportDelay = OptionValues.finite("commitReportDelay", commitReportDelay);
    }

    public String getCommitReportDirectory() {
        return commitReportDirectory;
    }

    public void setCommitReportDirectory(String commitReportDirectory) {
        this.commitReportDirectory = commitReportDirectory;
    }

    public StateRepository<String, String> getProcedureStepStates() {
        return procedureStepStates;
    }

    public void setProcedureStepStates(StateRepository<String, String> procedureStepStates) {
        this.procedureStepStates = procedureStepStates;
    }
}
