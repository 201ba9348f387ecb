package io.cameldicom.hub;

import io.cameldicom.hub.audit.AuditTls;
import io.cameldicom.hub.audit.AuditTrail;
import io.cameldicom.hub.console.ConsoleSettings;
import io.cameldicom.hub.ledger.LedgerDatabase;
import io.cameldicom.hub.queue.BrokerSettings;
import io.cameldicom.hub.queue.QueueSettings;
import io.cameldicom.hub.space.DiskMark;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The hub's settings as they are in force. A setting comes from the first of these that has it: system property
 * ({@code -Dhub.dicom.port=104}), environment variable ({@code HUB_DICOM_PORT=104}), {@code application.properties},
 * built-in default. A value that cannot be used is refused here, at start, with the place it came from.
 *
 * <p>Immutable.
 */
public final class HubSettings {

    private final SettingValues values;

    private HubSettings(SettingValues values) {
        this.values = values;
    }

    /**
     * The settings of this process. Its home is {@code -Dhub.home}, {@code HUB_HOME}, what the launcher says
     * ({@code bin/hub}, Maven), or the working directory.
     */
    public static HubSettings load() throws HubException {
        String home = System.getProperty("hub.home", System.getenv("HUB_HOME"));
        if (home == null) {
            home = System.getProperty("hub.home.default", "");
        }
        return load(Path.of(home), System.getProperties(), System.getenv());
    }

    /**
     * Reads the settings.
     *
     * @param home folder that relative paths start from
     * @param system system properties; {@code hub.conf} names another file than the default one
     * @param environment environment variables
     * @throws HubException when the file cannot be read or a value cannot be used
     */
    public static HubSettings load(Path home, Map<?, ?> system, Map<String, String> environment) throws HubException {
        HubSettings loaded = new HubSettings(SettingValues.load(home, system, environment));
        loaded.check();
        return loaded;
    }

    private void check() throws HubException {
        String aeTitle = aeTitle();
        if (aeTitle.isEmpty() || aeTitle.length() > 16 || !aeTitle.matches("[ -~&&[^\\\\]]+")) {
            throw values.unusable(
                    "hub.aeTitle", "an AE title has 1 to 16 characters of ASCII, no backslash (PS3.5 6.2)");
        }
        dicomPort();
        httpPort();
        console();
        checkTls();
        values.integer("hub.dicom.maxAssociations", 1, 100_000);
        fsync();
        keepDuplicates();
        shutdownTimeout();
        if (dicomWeb() && httpPort() == 0) {
            throw values.unusable(
                    "hub.dicomweb.enabled", "DICOMweb needs the HTTP server: hub.http.port must not be 0");
        }
        answersQueries();
        ledger();
        ledgerRetention();
        reload();
        drainTimeout();
        queue();
        values.choice("hub.log.format", "text", "json");
        auditAddress();
        storeLimits();
        commitPolicy();
        diskMark("hub.disk.soft");
        diskMark("hub.disk.hard");
    }

    /** Called AE title the hub answers to. */
    public String aeTitle() {
        return values.text("hub.aeTitle");
    }

    /** Address the hub listens on. */
    public String dicomHost() {
        return values.text("hub.dicom.host");
    }

    /** Port the hub listens on. */
    public int dicomPort() throws HubException {
        return values.integer("hub.dicom.port", 1, 65_535);
    }

    /** Whether the hub is a DICOMweb server. */
    public boolean dicomWeb() throws HubException {
        return values.choice("hub.dicomweb.enabled", "true", "false");
    }

    /** Whether the hub answers searches and retrievals from its store, over DICOMweb or DIMSE. */
    public boolean answersQueries() throws HubException {
        return values.choice("hub.archive.enabled", "true", "false") | dicomWeb();
    }

    /** Whether the hub listens for TLS too. */
    public boolean tls() {
        return !values.text("hub.tls.keyStore").isEmpty();
    }

    /** Port for TLS. */
    public int tlsPort() throws HubException {
        return values.integer("hub.tls.port", 1, 65_535);
    }

    /** Key store and trust store of {@link #tls()}; empty without. */
    SSLContextParameters tlsParameters() {
        return TlsStores.parameters(
                values.path("hub.tls.keyStore"),
                values.text("hub.tls.keyStorePassword"),
                values.path("hub.tls.trustStore"),
                values.text("hub.tls.trustStorePassword"));
    }

    private void checkTls() throws HubException {
        tlsPort();
        if (!values.text("hub.tls.clientAuth").matches("(?i)none|want|require")) {
            throw values.unusable("hub.tls.clientAuth", "expected none, want or require");
        }
        for (String store : List.of("hub.tls.keyStore", "hub.tls.trustStore")) {
            if (values.path(store) != null && !Files.isReadable(values.path(store))) {
                throw values.unusable(store, "there is no file that can be read");
            }
        }
        if (tls()
                && values.path("hub.tls.trustStore") == null
                && values.text("hub.tls.clientAuth").equalsIgnoreCase("require")) {
            throw values.unusable(
                    "hub.tls.trustStore", "hub.tls.clientAuth=require needs to know whose certificates to trust");
        }
    }

    /** Address of the pages. */
    public String httpHost() {
        return values.text("hub.http.host");
    }

    /** Whether only programs of this machine can connect to the pages. */
    boolean isHttpLocal() {
        try {
            return InetAddress.getByName(httpHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Port of the pages, 0 for none. */
    public int httpPort() throws HubException {
        return values.integer("hub.http.port", 0, 65_535);
    }

    /** Who may use the console; null where it is off. */
    ConsoleSettings console() throws HubException {
        if (!values.choice("hub.console.enabled", "true", "false")) {
            return null;
        }
        Path users = values.path("hub.console.users");
        try {
            return ConsoleSettings.of(
                    users == null ? file().resolveSibling("users.properties") : users,
                    values.text("hub.console.proxyHeader"),
                    values.text("hub.console.proxyAddresses"),
                    values.text("hub.console.proxyPermissions"),
                    isHttpLocal());
        } catch (IllegalArgumentException e) {
            throw new HubException("hub.console.*: " + e.getMessage(), e);
        }
    }

    /** Folder of everything the hub writes. */
    public Path data() {
        return home().resolve(values.text("hub.data")).normalize();
    }

    /** Folder of what is being received. */
    Path spool() {
        return data().resolve("spool");
    }

    /** Folder the objects are filed in. */
    public Path store() {
        Path store = values.path("hub.store");
        return store == null ? data().resolve("store") : store;
    }

    /** Whether an instance that is already filed keeps its first bytes ({@code true}) or takes the newest. */
    public boolean keepDuplicates() throws HubException {
        return values.choice("hub.store.duplicates", "keep", "replace");
    }

    /** Whether success waits for the disk. */
    public boolean fsync() throws HubException {
        return values.choice("hub.fsync", "true", "false");
    }

    /** Folder of the route files. */
    public Path routes() {
        return home().resolve(values.text("hub.routes")).normalize();
    }

    /** Whether changed route files take effect without a restart. */
    public boolean reload() throws HubException {
        return values.choice("hub.routes.reload", "true", "false");
    }

    /** How long open associations may go on with a route that was changed or removed, at least a second. */
    public Duration drainTimeout() throws HubException {
        return values.atLeastASecond("hub.routes.drainTimeout");
    }

    /** How long open associations may go on after the hub was told to stop, at least a second. */
    public Duration shutdownTimeout() throws HubException {
        return values.atLeastASecond("hub.shutdownTimeout");
    }

    /** The broker of the queues. */
    BrokerSettings broker() throws HubException {
        return new BrokerSettings(
                values.text("hub.broker.url"),
                values.text("hub.broker.user"),
                values.text("hub.broker.password"),
                data().resolve("broker"),
                fsync());
    }

    /** How objects are queued for destinations. */
    QueueSettings queue() throws HubException {
        Path folder = values.path("hub.queue.folder");
        Duration retryDelay = values.atLeastASecond("hub.queue.retryDelay");
        Duration retryDelayMax = values.atLeastASecond("hub.queue.retryDelayMax");
        if (retryDelayMax.compareTo(retryDelay) < 0) {
            throw values.unusable("hub.queue.retryDelayMax", "it must be at least hub.queue.retryDelay");
        }
        return new QueueSettings(
                folder == null ? data().resolve("queue") : folder,
                folder != null,
                values.choice("hub.queue.payload", "inline", "link"),
                fsync(),
                retryDelay,
                retryDelayMax,
                values.atLeastASecond("hub.queue.maxAge"));
    }

    /** Where audit messages go; empty for none. */
    String auditAddress() throws HubException {
        String address = values.text("hub.audit.url");
        try {
            if (!address.isEmpty()) {
                AuditTrail.check(address);
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw values.unusable("hub.audit.url", "expected udp://host:514 or tls://host:6514");
        }
    }

    /** The hub's own key, and whom to trust as an audit repository. */
    AuditTls auditTls() {
        return new AuditTls(
                values.path("hub.tls.keyStore"),
                values.text("hub.tls.keyStorePassword"),
                values.path("hub.audit.trustStore"),
                values.text("hub.audit.trustStorePassword"));
    }

    /** How much the store keeps. */
    StoreLimits storeLimits() throws HubException {
        boolean committed = values.choice("hub.store.retention.needs", "committed", "delivered");
        try {
            return StoreLimits.of(values.text("hub.store.retention"), committed);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw values.unusable(
                    "hub.store.retention", "expected a time, a size or both, such as 30d, 500G or 30d,500G");
        }
    }

    /** When storage commitment promises that an instance is kept. */
    CommitPolicy commitPolicy() throws HubException {
        String when = values.text("hub.commit.when");
        try {
            return when.isEmpty() ? CommitPolicy.EITHER : CommitPolicy.of(when);
        } catch (IllegalArgumentException e) {
            throw values.unusable("hub.commit.when", "expected stored, delivered or either, or nothing");
        }
    }

    /** How much has to be free: {@code hub.disk.soft} or {@code hub.disk.hard}. */
    DiskMark diskMark(String key) throws HubException {
        try {
            return DiskMark.of(values.text(key));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw values.unusable(key, "expected what has to be free, such as 20G, 512M or 5%; 0 for no mark");
        }
    }

    /** Folder of what the ledger keeps on this machine. */
    Path ledgerFolder() {
        return data().resolve("ledger");
    }

    /** The ledger's database; null if there shall be no ledger. */
    LedgerDatabase ledger() throws HubException {
        String url = values.text("hub.ledger.url");
        if (url.isEmpty()) {
            return LedgerDatabase.embedded(ledgerFolder());
        }
        try {
            return url.equals("none")
                    ? null
                    : LedgerDatabase.of(url, values.text("hub.ledger.user"), values.text("hub.ledger.password"));
        } catch (IllegalArgumentException e) {
            throw values.unusable("hub.ledger.url", e.getMessage());
        }
    }

    /** How long the ledger keeps what has come to an end; zero for ever. */
    Duration ledgerRetention() throws HubException {
        return values.text("hub.ledger.retention").equals("0")
                ? Duration.ZERO
                : values.duration("hub.ledger.retention", "[smhd]", "90d or 12h, or 0 for ever");
    }

    /** The folder that relative paths start from, absolute. */
    public Path home() {
        return values.home();
    }

    /** The file the settings were read from, whether it is there or not. */
    public Path file() {
        return values.file();
    }

    /** A setting as text, or null when nobody gave it. */
    public String text(String key) {
        return values.text(key);
    }

    /**
     * Every setting for the routes' {@code {{placeholders}}}: those of the file, overridden, with the hub's folders
     * as absolute paths.
     */
    public Properties placeholders() {
        Properties properties = values.all();
        properties.setProperty("hub.data", data().toString());
        properties.setProperty("hub.store", store().toString());
        properties.setProperty("hub.routes", routes().toString());
        return properties;
    }
}
