package io.cameldicom.hub;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting of the hub with its default; {@code routes/conf/application.properties} explains them. */
final class SettingDefaults {

    /** Defaults by name, in the order of the file. */
    static final Map<String, String> ALL = defaults();

    private SettingDefaults() {}

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
}
