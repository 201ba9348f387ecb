package io.cameldicom.hub;

import io.cameldicom.hub.check.RouteCheck;
import io.cameldicom.hub.check.RouteFile;
import io.cameldicom.hub.check.RouteFolder;
import io.cameldicom.hub.check.RouteProblem;
import io.cameldicom.hub.check.StandIns;
import io.cameldicom.hub.check.Workbench;
import io.cameldicom.hub.console.ConsoleRoutes;
import io.cameldicom.hub.live.LiveContext;
import io.cameldicom.hub.live.LiveMain;
import io.cameldicom.hub.live.LiveRoutes;
import io.cameldicom.hub.live.RouteFiles;
import io.cameldicom.hub.observe.Observation;
import io.cameldicom.hub.space.DiskGuard;
import io.cameldicom.hub.space.DiskHealthCheck;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running hub: Camel Main with the YAML routes of one folder.
 *
 * <p>Thread-safe; {@link #close()} during {@link #start()} waits for it.
 */
public final class Hub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    /** Bodies that are kept in memory, in bytes; what streams is bounded by who reads it. */
    private static final long MAX_BODY = 1 << 20;

    /** Bytes of the file of procedure steps before it is written anew, some 500,000 steps. */
    private static final long PROCEDURE_STEPS = 64L << 20;

    private final HubSettings settings;
    private final LiveMain main = new LiveMain();
    private DataFolder data;
    private Observation observation;
    private DiskGuard guard;
    private HubAudit audit;
    private HubLedger ledger;
    private HubIndex index;
    private StoreRetention retention;
    private RouteFiles routeFiles;
    private HubQueues queues;
    private FileStateRepository procedureSteps;

    public Hub(HubSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts the routes; returns when all of them listen.
     *
     * @throws HubException when a setting, a route file or a port cannot be used; nothing is left running
     */
    public synchronized void start() throws HubException {
        RouteFolder folder = routeFolder();
        data = DataFolder.open(settings.data());
        try {
            guard = DiskGuard.start(
                    List.of(settings.data(), settings.store(), settings.spool()),
                    settings.diskMark("hub.disk.soft"),
                    settings.diskMark("hub.disk.hard"));
            main.bind("diskGuard", guard);
            main.bind("diskHealth", new DiskHealthCheck(guard));
            observation = new Observation(settings.data());
            main.bind("meterRegistry", observation.registry());
            main.bind("dicomMetrics", observation.dicomMetrics());
            audit = HubAudit.open(settings);
            audit.bind(main);
            ledger = HubLedger.open(settings, audit, observation.registry());
            ledger.bind(main);
            index = HubIndex.open(settings);
            index.bind(main);
            main.bind("store", InstanceStore.open(settings, ledger, guard, index::filed));
            retention = new StoreRetention(
                    settings.store(), settings.storeLimits(), ledger, index::filed, Clock.systemUTC());
            main.bind("filtered", new FilteredObjects(ledger.records()));
            procedureSteps = procedureSteps();
            main.bind("procedureSteps", procedureSteps);
            main.bind("hubTls", settings.tlsParameters());
            routeFiles = new RouteFiles(
                    folder,
                    settings.placeholders(),
                    new LiveRoutes.Patience(settings.drainTimeout(), settings.shutdownTimeout()));
            queues = HubQueues.open(settings, ledger.records());
            queues.bind(main);
            configure();
            requireHttpPort();
            main.start();
            warnOfOpenDicomWeb();
            routeFiles.routes().started();
            retention.start();
            if (settings.reload()) {
                routeFiles.watch((LiveContext) context(), settings.file());
            }
        } catch (Exception e) {
            close();
            throw e instanceof HubException h ? h : new HubException(reason(folder, e), e);
        }
    }

    /** For the option procedureStepStates of routes: the file is made when the first of them starts. */
    private FileStateRepository procedureSteps() {
        FileStateRepository states = FileStateRepository.fileStateRepository(
                settings.data().resolve("procedure-steps.txt").toFile());
        states.setMaxFileStoreSize(PROCEDURE_STEPS);
        return states;
    }

    /** A mistake in a route file is told by file and line, all of them at once. */
    private String reason(RouteFolder folder, Exception failure) {
        try {
            List<String> errors = new RouteCheck(new Workbench(settings.placeholders(), new StandIns()))
                    .check(folder.read().values()).stream()
                            .filter(RouteProblem::isError)
                            .map(RouteProblem::toString)
                            .toList();
            return errors.isEmpty() ? StartFailure.explain(failure) : String.join(System.lineSeparator(), errors);
        } catch (IOException e) {
            return StartFailure.explain(failure);
        }
    }

    private void configure() throws HubException {
        main.setShutdownStrategy(new SimpleMainShutdownStrategy()); // the process's end is HubMain's affair
        if (Files.isRegularFile(settings.file())) {
            main.setPropertyPlaceholderLocations("file:" + settings.file());
        } else {
            main.setDefaultPropertyPlaceholderLocation("false");
        }
        main.setOverrideProperties(settings.placeholders());
        // An exchange of a dicom: listener wants an answer: a queue that takes its object is not asked for one.
        main.addInitialProperty("camel.component.jms.disableReplyTo", "true");
        main.addMainListener(new SettingsFirst());
        main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
        main.configure()
                .withName("hub")
                .withRoutesCollectorEnabled(false)
                .withAutoConfigurationLogSummary(false)
                .withShutdownTimeout((int) settings.shutdownTimeout().toSeconds());
        main.configure().addRoutesBuilder(routeFiles);
        main.configure().withLoadHealthChecks(true);
        main.configure().health().withEnabled(true).withRoutesEnabled(true).setConsumersEnabled(true);
        if (settings.httpPort() != 0) {
            main.configure()
                    .httpServer()
                    .withEnabled(true)
                    .withHost(settings.httpHost())
                    .withPort(settings.httpPort())
                    .withMaxBodySize(MAX_BODY)
                    .withFileUploadEnabled(false);
            main.configure().addRoutesBuilder(observation.pages());
            if (settings.console() != null) {
                main.configure().addRoutesBuilder(new ConsoleRoutes(settings.console(), this::facts));
            }
        }
    }

    private JsonObject facts() {
        JsonObject facts = new JsonObject();
        facts.put("version", HubVersion.number());
        facts.put("aeTitle", settings.aeTitle());
        facts.put("dicomPort", settings.text("hub.dicom.port"));
        facts.put(
                "refusedRoutes",
                new JsonArray(routeFiles.routes().files().stream()
                        .flatMap(file -> file.problems().stream())
                        .map(RouteProblem::toString)
                        .toList()));
        return facts;
    }

    /** The HTTP server fails on a thread of its own, which stops nothing. */
    private void requireHttpPort() throws IOException, HubException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(settings.httpHost(), settings.httpPort()));
        } catch (BindException e) {
            throw (BindException)
                    new BindException("hub.http.port=" + settings.httpPort() + ": " + e.getMessage()).initCause(e);
        }
    }

    private void warnOfOpenDicomWeb() throws HubException {
        if (settings.dicomWeb() && !settings.isHttpLocal()) {
            LOG.warn(
                    "DICOMweb at http://{}:{}/dicom-web has no sign-in: who reaches this port can store, search and read"
                            + " every study of the store. hub.http.host=127.0.0.1 and a reverse proxy with sign-in close it",
                    settings.httpHost(),
                    settings.httpPort());
        }
    }

    /** A hub without routes would look as if it worked. */
    private RouteFolder routeFolder() throws HubException {
        RouteFolder folder = new RouteFolder(settings.routes());
        try {
            if (folder.read().keySet().stream()
                    .noneMatch(file -> file.getParent().equals(settings.routes()))) {
                throw new HubException("No *" + RouteFile.SUFFIX + " in " + settings.routes() + " (hub.routes)");
            }
        } catch (IOException e) {
            throw new HubException("Cannot read the routes' folder " + settings.routes() + " (hub.routes): " + e, e);
        }
        return folder;
    }

    /** The Camel context, for those who embed the hub. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    /** Ids of the routes that run, in their order, without those of the hub's own pages. */
    public List<String> routeIds() {
        return context().getRoutes().stream()
                .filter(route -> !Observation.ROUTE_GROUP.equals(route.getGroup()))
                .map(Route::getId)
                .toList();
    }

    public HubSettings settings() {
        return settings;
    }

    /** Refuses new associations, lets open ones finish within {@code hub.shutdownTimeout}, then stops. */
    @Override
    public synchronized void close() {
        if (routeFiles != null) {
            routeFiles.close();
            routeFiles = null;
        }
        main.stop();
        if (queues != null) {
            queues.close();
            queues = null;
        }
        if (procedureSteps != null) {
            procedureSteps.stop();
            procedureSteps = null;
        }
        if (observation != null) {
            observation.close();
            observation = null;
        }
        if (retention != null) {
            retention.close();
            retention = null;
        }
        if (guard != null) {
            guard.close();
            guard = null;
        }
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
        if (audit != null) {
            audit.close();
            audit = null;
        }
        if (index != null) {
            index.close();
            index = null;
        }
        if (data != null) {
            try {
                data.close();
            } catch (IOException e) {
                LOG.warn("Cannot release the lock of {}: {}", settings.data(), e.toString());
            }
            data = null;
        }
    }

    /**
     * Makes the settings win over Camel's own look at environment and system properties, which knows neither the
     * hub's order of precedence nor its home.
     */
    private static final class SettingsFirst extends MainListenerSupport {
        @Override
        public void beforeInitialize(BaseMainSupport main) {
            PropertiesComponent properties =
                    (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
            properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
            properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_FALLBACK);
        }
    }
}
