package io.cameldicom.hub;

import io.cameldicom.hub.audit.AuditTls;
import io.cameldicom.hub.audit.AuditTrail;
import io.cameldicom.hub.console.ConsoleSettings;
import io.cameldicom.hub.ledger.LedgerDatabase;
import io.cameldicom.hub.queue.BrokerSettings;
import io.cameldicom.hub.queue.QueueSettings;
import io.cameldicom.hub.space.DiskMark;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.TimeUtils;

/**
 * The hub's settings as they are in force. A setting comes from the first of these that has it: system property
 * ({@code -Dhub.dicom.port=104}), environment variable ({@code HUB_DICOM_PORT=104}), {@code application.properties},
 * built-in default. A value that cannot be used is refused here, at start, with the place it came from.
 *
 * <p>Immutable.
 */
public final class HubSettings {

    /** Every setting of the hub with its default; {@code routes/conf/application.properties} explains them. */
    static final Map<String, String> DEFAULTS = defaults();

    private final Path home;
    private final Path file;
    private final Map<String, Setting> settings;

    private HubSettings(Path home, Path file, Map<String, Setting> settings) {
        this.home = home;
        this.file = file;
        this.settings = settings;
    }

    private record Setting(String value, String origin) {}

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("hub.aeTitle", "HUB");
        defaults.put("hub.dicom.host", "0.0.0.0");
        defaults.put("hub.dicom.port", "11112");
        defaults.put("hub.dicom.allowedCallingAeTitles", "*");
        defaults.put("hub.dicom.maxAssociations", "100");
        defaults.put("hub.tls.port", "2762");
        defaults.put("hub.tls.keyStore", "");
        defaults.put("hub.tls.keyStorePassword", "");
        defaults.put("hub.tls.trustStore", "");
        defaults.put("hub.tls.trustStorePassword", "");
        defaults.put("hub.tls.clientAuth", "require");
        defaults.put("hub.http.host", "127.0.0.1");
        defaults.put("hub.http.port", "8080");
        defaults.put("hub.console.enabled", "true");
        defaults.put("hub.console.users", "");
        defaults.put("hub.console.proxyHeader", "");
        defaults.put("hub.console.proxyAddresses", "127.0.0.1,::1");
        defaults.put("hub.console.proxyPermissions", "view");
        defaults.put("hub.dicomweb.enabled", "false");
        defaults.put("hub.dicomweb.baseUrl", "");
        defaults.put("hub.archive.enabled", "false");
        defaults.put("hub.data", "data");
        defaults.put("hub.store", "");
        defaults.put("hub.store.duplicates", "replace");
        defaults.put("hub.fsync", "true");
        defaults.put("hub.store.retention", "");
        defaults.put("hub.store.retention.needs", "delivered");
        defaults.put("hub.commit.when", "");
        defaults.put("hub.disk.soft", "1G");
        defaults.put("hub.disk.hard", "256M");
        defaults.put("hub.ledger.url", "");
        defaults.put("hub.ledger.user", "");
        defaults.put("hub.ledger.password", "");
        defaults.put("hub.ledger.retention", "90d");
        defaults.put("hub.routes", "routes");
        defaults.put("hub.routes.reload", "true");
        defaults.put("hub.routes.drainTimeout", "10m");
        defaults.put("hub.audit.url", "");
        defaults.put("hub.audit.trustStore", "");
        defaults.put("hub.audit.trustStorePassword", "");
        defaults.put("hub.log.format", "text");
        defaults.put("hub.log.level", "INFO");
        defaults.put("hub.shutdownTimeout", "30s");
        defaults.put("hub.broker.url", "");
        defaults.put("hub.broker.user", "");
        defaults.put("hub.broker.password", "");
        defaults.put("hub.queue.payload", "link");
        defaults.put("hub.queue.folder", "");
        defaults.put("hub.queue.retryDelay", "10s");
        defaults.put("hub.queue.retryDelayMax", "10m");
        defaults.put("hub.queue.maxAge", "72h");
        defaults.put("hub.forward.ct.to", "");
        return defaults;
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
        Path absoluteHome = home.toAbsolutePath().normalize();
        Path file = configurationFile(absoluteHome, system, environment);
        Map<String, Setting> settings = new LinkedHashMap<>();
        DEFAULTS.forEach((key, value) -> settings.put(key, new Setting(value, "default")));
        Properties inFile = read(file);
        SettingNames.check(inFile.keySet(), file, system, environment);
        inFile.forEach(
                (key, value) -> settings.put((String) key, new Setting(((String) value).trim(), file.toString())));
        settings.replaceAll((key, setting) -> override(key, setting, system, environment));
        HubSettings loaded = new HubSettings(absoluteHome, file, settings);
        loaded.check();
        return loaded;
    }

    /** In the source tree the file lies with the routes, in the distribution in its own folder. */
    private static Path configurationFile(Path home, Map<?, ?> system, Map<String, String> environment)
            throws HubException {
        Object named = system.get("hub.conf");
        if (named == null) {
            named = environment.get("HUB_CONF");
        }
        if (named != null) {
            Path file = home.resolve(named.toString());
            if (!Files.isRegularFile(file)) {
                throw new HubException("hub.conf=" + named + ": there is no file " + file);
            }
            return file;
        }
        Path own = home.resolve("conf/application.properties");
        return Files.isRegularFile(own) ? own : home.resolve("routes/conf/application.properties");
    }

    private static Properties read(Path file) throws HubException {
        Properties properties = new Properties();
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new HubException("Cannot read the settings from " + file + ": " + e.getMessage(), e);
            }
        }
        return properties;
    }

    private static Setting override(String key, Setting setting, Map<?, ?> system, Map<String, String> environment) {
        Object property = system.get(key);
        if (property != null) {
            return new Setting(property.toString().trim(), "system property");
        }
        String variable = environmentVariable(key);
        String value = environment.get(variable);
        return value == null ? setting : new Setting(value.trim(), "environment variable " + variable);
    }

    /** {@code hub.dicom.port} is {@code HUB_DICOM_PORT}: the rule of Camel's properties component. */
    static String environmentVariable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private void check() throws HubException {
        String aeTitle = aeTitle();
        if (aeTitle.isEmpty() || aeTitle.length() > 16 || !aeTitle.matches("[ -~&&[^\\\\]]+")) {
            throw unusable("hub.aeTitle", "an AE title has 1 to 16 characters of ASCII, no backslash (PS3.5 6.2)");
        }
        dicomPort();
        httpPort();
        console();
        checkTls();
        integer("hub.dicom.maxAssociations", 1, 100_000);
        fsync();
        keepDuplicates();
        shutdownTimeout();
        if (dicomWeb() && httpPort() == 0) {
            throw unusable("hub.dicomweb.enabled", "DICOMweb needs the HTTP server: hub.http.port must not be 0");
        }
        answersQueries();
        ledger();
        ledgerRetention();
        reload();
        drainTimeout();
        queue();
        choice("hub.log.format", "text", "json");
        auditAddress();
        storeLimits();
        commitPolicy();
        diskMark("hub.disk.soft");
        diskMark("hub.disk.hard");
    }

    /** Called AE title the hub answers to. */
    public String aeTitle() {
        return text("hub.aeTitle");
    }

    /** Address the hub listens on. */
    public String dicomHost() {
        return text("hub.dicom.host");
    }

    /** Port the hub listens on. */
    public int dicomPort() throws HubException {
        return integer("hub.dicom.port", 1, 65_535);
    }

    /** Whether the hub is a DICOMweb server. */
    public boolean dicomWeb() throws HubException {
        return choice("hub.dicomweb.enabled", "true", "false");
    }

    /** Whether the hub answers searches and retrievals from its store, over DICOMweb or DIMSE. */
    public boolean answersQueries() throws HubException {
        return choice("hub.archive.enabled", "true", "false") | dicomWeb();
    }

    /** Whether the hub listens for TLS too. */
    public boolean tls() {
        return !text("hub.tls.keyStore").isEmpty();
    }

    /** Port for TLS. */
    public int tlsPort() throws HubException {
        return integer("hub.tls.port", 1, 65_535);
    }

    /** Key store and trust store of {@link #tls()}; empty without. */
    SSLContextParameters tlsParameters() {
        return TlsStores.parameters(
                path("hub.tls.keyStore"),
                text("hub.tls.keyStorePassword"),
                path("hub.tls.trustStore"),
                text("hub.tls.trustStorePassword"));
    }

    private void checkTls() throws HubException {
        tlsPort();
        if (!text("hub.tls.clientAuth").matches("(?i)none|want|require")) {
            throw unusable("hub.tls.clientAuth", "expected none, want or require");
        }
        for (String store : List.of("hub.tls.keyStore", "hub.tls.trustStore")) {
            if (path(store) != null && !Files.isReadable(path(store))) {
                throw unusable(store, "there is no file that can be read");
            }
        }
        if (tls()
                && path("hub.tls.trustStore") == null
                && text("hub.tls.clientAuth").equalsIgnoreCase("require")) {
            throw unusable(
                    "hub.tls.trustStore", "hub.tls.clientAuth=require needs to know whose certificates to trust");
        }
    }

    private Path path(String key) {
        String text = text(key);
        return text.isEmpty() ? null : home.resolve(text).normalize();
    }

    /** Address of the pages. */
    public String httpHost() {
        return text("hub.http.host");
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
        return integer("hub.http.port", 0, 65_535);
    }

    /** Who may use the console; null where it is off. */
    ConsoleSettings console() throws HubException {
        if (!choice("hub.console.enabled", "true", "false")) {
            return null;
        }
        Path users = path("hub.console.users");
        try {
            return ConsoleSettings.of(
                    users == null ? file.resolveSibling("users.properties") : users,
                    text("hub.console.proxyHeader"),
                    text("hub.console.proxyAddresses"),
                    text("hub.console.proxyPermissions"),
                    isHttpLocal());
        } catch (IllegalArgumentException e) {
            throw new HubException("hub.console.*: " + e.getMessage(), e);
        }
    }

    /** Folder of everything the hub writes. */
    public Path data() {
        return home.resolve(text("hub.data")).normalize();
    }

    /** Folder of what is being received. */
    Path spool() {
        return data().resolve("spool");
    }

    /** Folder the objects are filed in. */
    public Path store() {
        String store = text("hub.store");
        return store.isEmpty() ? data().resolve("store") : home.resolve(store).normalize();
    }

    /** Whether an instance that is already filed keeps its first bytes ({@code true}) or takes the newest. */
    public boolean keepDuplicates() throws HubException {
        return choice("hub.store.duplicates", "keep", "replace");
    }

    /** Whether success waits for the disk. */
    public boolean fsync() throws HubException {
        return choice("hub.fsync", "true", "false");
    }

    /** Folder of the route files. */
    public Path routes() {
        return home.resolve(text("hub.routes")).normalize();
    }

    /** Whether changed route files take effect without a restart. */
    public boolean reload() throws HubException {
        return choice("hub.routes.reload", "true", "false");
    }

    /** How long open associations may go on with a route that was changed or removed, at least a second. */
    public Duration drainTimeout() throws HubException {
        return atLeastASecond("hub.routes.drainTimeout");
    }

    /** How long open associations may go on after the hub was told to stop, at least a second. */
    public Duration shutdownTimeout() throws HubException {
        return atLeastASecond("hub.shutdownTimeout");
    }

    private Duration atLeastASecond(String key) throws HubException {
        Duration duration = duration(key, "[smh]", "30s, 2m or 1m30s");
        if (duration.isZero()) {
            throw unusable(key, "it must be at least 1s");
        }
        return duration;
    }

    /** The broker of the queues. */
    BrokerSettings broker() throws HubException {
        return new BrokerSettings(
                text("hub.broker.url"),
                text("hub.broker.user"),
                text("hub.broker.password"),
                data().resolve("broker"),
                fsync());
    }

    /** How objects are queued for destinations. */
    QueueSettings queue() throws HubException {
        Path folder = path("hub.queue.folder");
        Duration retryDelay = atLeastASecond("hub.queue.retryDelay");
        Duration retryDelayMax = atLeastASecond("hub.queue.retryDelayMax");
        if (retryDelayMax.compareTo(retryDelay) < 0) {
            throw unusable("hub.queue.retryDelayMax", "it must be at least hub.queue.retryDelay");
        }
        return new QueueSettings(
                folder == null ? data().resolve("queue") : folder,
                folder != null,
                choice("hub.queue.payload", "inline", "link"),
                fsync(),
                retryDelay,
                retryDelayMax,
                atLeastASecond("hub.queue.maxAge"));
    }

    private Duration duration(String key, String units, String examples) throws HubException {
        String text = text(key);
        if (!text.matches("(\\d{1,6}" + units + ")+")) {
            throw unusable(key, "expected a time such as " + examples);
        }
        return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
    }

    /** Where audit messages go; empty for none. */
    String auditAddress() throws HubException {
        String address = text("hub.audit.url");
        try {
            if (!address.isEmpty()) {
                AuditTrail.check(address);
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw unusable("hub.audit.url", "expected udp://host:514 or tls://host:6514");
        }
    }

    /** The hub's own key, and whom to trust as an audit repository. */
    AuditTls auditTls() {
        return new AuditTls(
                path("hub.tls.keyStore"),
                text("hub.tls.keyStorePassword"),
                path("hub.audit.trustStore"),
                text("hub.audit.trustStorePassword"));
    }

    /** How much the store keeps. */
    StoreLimits storeLimits() throws HubException {
        boolean committed = choice("hub.store.retention.needs", "committed", "delivered");
        try {
            return StoreLimits.of(text("hub.store.retention"), committed);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw unusable("hub.store.retention", "expected a time, a size or both, such as 30d, 500G or 30d,500G");
        }
    }

    /** When storage commitment promises that an instance is kept. */
    CommitPolicy commitPolicy() throws HubException {
        String when = text("hub.commit.when");
        try {
            return when.isEmpty() ? CommitPolicy.EITHER : CommitPolicy.of(when);
        } catch (IllegalArgumentException e) {
            throw unusable("hub.commit.when", "expected stored, delivered or either, or nothing");
        }
    }

    /** How much has to be free: {@code hub.disk.soft} or {@code hub.disk.hard}. */
    DiskMark diskMark(String key) throws HubException {
        try {
            return DiskMark.of(text(key));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw unusable(key, "expected what has to be free, such as 20G, 512M or 5%; 0 for no mark");
        }
    }

    /** Folder of what the ledger keeps on this machine. */
    Path ledgerFolder() {
        return data().resolve("ledger");
    }

    /** The ledger's database; null if there shall be no ledger. */
    LedgerDatabase ledger() throws HubException {
        String url = text("hub.ledger.url");
        if (url.isEmpty()) {
            return LedgerDatabase.embedded(ledgerFolder());
        }
        try {
            return url.equals("none")
                    ? null
                    : LedgerDatabase.of(url, text("hub.ledger.user"), text("hub.ledger.password"));
        } catch (IllegalArgumentException e) {
            throw unusable("hub.ledger.url", e.getMessage());
        }
    }

    /** How long the ledger keeps what has come to an end; zero for ever. */
    Duration ledgerRetention() throws HubException {
        return text("hub.ledger.retention").equals("0")
                ? Duration.ZERO
                : duration("hub.ledger.retention", "[smhd]", "90d or 12h, or 0 for ever");
    }

    /** The folder that relative paths start from, absolute. */
    public Path home() {
        return home;
    }

    /** The file the settings were read from, whether it is there or not. */
    public Path file() {
        return file;
    }

    /** A setting as text, or null when nobody gave it. */
    public String text(String key) {
        Setting setting = settings.get(key);
        return setting == null ? null : setting.value();
    }

    /**
     * Every setting for the routes' {@code {{placeholders}}}: those of the file, overridden, with the hub's folders
     * as absolute paths.
     */
    public Properties placeholders() {
        Properties properties = new Properties();
        settings.forEach((key, setting) -> properties.setProperty(key, setting.value()));
        properties.setProperty("hub.data", data().toString());
        properties.setProperty("hub.store", store().toString());
        properties.setProperty("hub.routes", routes().toString());
        return properties;
    }

    private int integer(String key, int min, int max) throws HubException {
        try {
            int value = Integer.parseInt(text(key));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw unusable(key, "expected a number from " + min + " to " + max);
        }
        throw unusable(key, "it must be from " + min + " to " + max);
    }

    /** True for the first word, false for the second. */
    private boolean choice(String key, String yes, String no) throws HubException {
        String value = text(key);
        if (value.equalsIgnoreCase(yes)) {
            return true;
        }
        if (value.equalsIgnoreCase(no)) {
            return false;
        }
        throw unusable(key, "expected " + yes + " or " + no);
    }

    private HubException unusable(String key, String rule) {
        Setting setting = settings.get(key);
        return new HubException(key + "=" + setting.value() + " (" + setting.origin() + "): " + rule);
    }
}
