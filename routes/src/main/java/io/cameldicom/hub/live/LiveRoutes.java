package io.cameldicom.hub.live;

import io.cameldicom.hub.check.RouteCheck;
import io.cameldicom.hub.check.RouteFile;
import io.cameldicom.hub.check.RouteFolder;
import io.cameldicom.hub.check.RouteProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files of a running hub: bean {@code liveRoutes}. What changes in the folder takes effect without a restart;
 * what is broken is refused with file, line and reason, and the last good form goes on. Thread-safe.
 */
public final class LiveRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

    /**
     * How patient to be with what the old routes have begun.
     *
     * @param drain how long open associations may go on with the old route
     * @param stop how long the exchanges of a route that takes no associations may take
     */
    public record Patience(Duration drain, Duration stop) {}

    /** A file whose content runs. */
    private record Running(RouteFile file, List<RouteDefinition> definitions, Instant since) {

        List<String> routeIds() {
            return definitions.stream().map(RouteDefinition::getRouteId).toList();
        }
    }

    /**
     * A content that does not run.
     *
     * @param file null if the file is gone, and others need its routes
     */
    private record Refused(RouteFile file, List<RouteProblem> problems, Instant since) {}

    private final LiveContext context;
    private final RouteFolder folder;
    private final RouteCheck check;
    private final Patience patience;
    private final RouteLoader loader;
    private final Map<Path, Running> running = new LinkedHashMap<>();
    private final Map<Path, Refused> refused = new TreeMap<>();
    private final List<Farewell> leaving = new CopyOnWriteArrayList<>();
    private volatile List<RouteFileStatus> statuses = List.of();

    public LiveRoutes(LiveContext context, RouteFolder folder, RouteCheck check, Patience patience) {
        this.context = context;
        this.folder = folder;
        this.check = check;
        this.patience = patience;
        this.loader = new RouteLoader(context);
    }

    /** Adds the routes of all files, for a context that is about to start. */
    public synchronized void load() throws Exception {
        Collection<RouteFile> files = folder.read().values();
        Map<RouteFile, List<RouteDefinition>> added = loader.add(files);
        files.forEach(file -> runs(file, added));
    }

    /** To be called when the context has started: routes without an id have one then. */
    public synchronized void started() {
        publish();
    }

    private void runs(RouteFile file, Map<RouteFile, List<RouteDefinition>> added) {
        running.put(file.path(), new Running(file, added.getOrDefault(file, List.of()), Instant.now()));
    }

    /** What is wrong with the files as they are now, whether they run or not. */
    public List<RouteProblem> problems() throws IOException {
        return check.check(folder.read().values());
    }

    /** Every file that is there or runs, by name; as it was before a change that is going on. */
    public List<RouteFileStatus> files() {
        return statuses;
    }

    private void publish() {
        Set<Path> paths = new TreeSet<>(running.keySet());
        paths.addAll(refused.keySet());
        statuses = paths.stream().map(this::status).toList();
    }

    private RouteFileStatus status(Path path) {
        Running good = running.get(path);
        Refused bad = refused.get(path);
        return new RouteFileStatus(
                path,
                good == null ? List.of() : good.routeIds(),
                bad == null ? good.since() : bad.since(),
                bad == null ? List.of() : bad.problems());
    }

    /** Open associations that go on with routes that have been replaced or taken away. */
    public int drainingAssociations() {
        return leaving.stream().mapToInt(Farewell::associations).sum();
    }

    /**
     * Looks at the folder and makes what has changed take effect.
     *
     * @throws IOException if the folder cannot be read; the routes go on
     */
    public synchronized void reload() throws IOException, InterruptedException {
        Map<Path, RouteFile> wanted = folder.read();
        Set<Path> changed = changed(wanted);
        if (changed.isEmpty()) {
            return;
        }
        try {
            changed.addAll(refused.keySet()); // what it needed may be there now
            refused.clear();
            refuseFixedParts(wanted, changed);
            refuseBroken(wanted, changed);
            changed.removeIf(path -> Objects.equals(wanted.get(path), file(path)));
            if (!changed.isEmpty()) {
                replace(wanted, changed);
            }
        } finally {
            publish();
        }
    }

    private RouteFile file(Path path) {
        Running good = running.get(path);
        return good == null ? null : good.file();
    }

    private Set<Path> changed(Map<Path, RouteFile> wanted) {
        Set<Path> paths = new LinkedHashSet<>(running.keySet());
        paths.addAll(refused.keySet());
        paths.addAll(wanted.keySet());
        paths.removeIf(path -> {
            RouteFile known = refused.containsKey(path) ? refused.get(path).file() : file(path);
            return Objects.equals(known, wanted.get(path));
        });
        return paths;
    }

    /** Beans and the like are made once: others may hold them. */
    private void refuseFixedParts(Map<Path, RouteFile> wanted, Set<Path> changed) {
        for (Path path : List.copyOf(changed)) {
            for (RouteFile file : new RouteFile[] {wanted.get(path), file(path)}) {
                if (file != null && !file.fixedParts().isEmpty() && !refused.containsKey(path)) {
                    RouteFile.Item part = file.fixedParts().get(0);
                    String reason = "a file with " + part.kind() + " changes at the next start of the hub only";
                    refuse(
                            path,
                            wanted,
                            List.of(new RouteProblem(path, part.line(), RouteProblem.Severity.ERROR, reason)));
                    changed.remove(path);
                }
            }
        }
    }

    private void refuseBroken(Map<Path, RouteFile> wanted, Set<Path> changed) {
        while (!changed.isEmpty()) {
            List<RouteProblem> errors = check.check(wanted.values()).stream()
                    .filter(RouteProblem::isError)
                    .toList();
            if (errors.isEmpty()) {
                return;
            }
            Set<Path> blamed = errors.stream().map(RouteProblem::file).collect(Collectors.toSet());
            blamed.retainAll(changed);
            if (blamed.isEmpty()) {
                blamed = Set.copyOf(changed); // what did not change is broken by what did
            }
            for (Path path : blamed) {
                List<RouteProblem> own = errors.stream()
                        .filter(error -> error.file().equals(path))
                        .toList();
                refuse(path, wanted, own.isEmpty() ? errors : own);
            }
            changed.removeAll(blamed);
        }
    }

    private void refuse(Path path, Map<Path, RouteFile> wanted, List<RouteProblem> problems) {
        refused.put(path, new Refused(wanted.get(path), problems, Instant.now()));
        RouteFile good = file(path);
        if (good == null) {
            wanted.remove(path);
        } else {
            wanted.put(path, good);
        }
        LOG.error(
                "{} is not used{}: {}",
                path,
                good == null ? "" : ", its last good form goes on",
                problems.stream().map(RouteProblem::toString).collect(Collectors.joining("; ")));
    }

    private void replace(Map<Path, RouteFile> wanted, Set<Path> changed) throws InterruptedException {
        boolean all = changed.stream()
                .flatMap(path -> Stream.of(Optional.ofNullable(file(path)), Optional.ofNullable(wanted.get(path))))
                .flatMap(Optional::stream)
                .anyMatch(RouteFile::isForAll);
        Set<Path> affected = new LinkedHashSet<>(changed);
        if (all) {
            affected.addAll(running.keySet());
        }
        Map<Path, RouteFile> before = new LinkedHashMap<>();
        running.forEach((path, good) -> before.put(path, good.file()));
        try {
            swap(wanted, affected, all);
            LOG.info("Changed: {}", summary(changed));
        } catch (Exception e) {
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            goBack(before, affected, all, changed, wanted, e);
        }
    }

    private String summary(Set<Path> changed) {
        String files = changed.stream()
                .map(path -> path.getFileName() + " ("
                        + (running.containsKey(path)
                                ? String.join(", ", running.get(path).routeIds())
                                : "gone")
                        + ")")
                .collect(Collectors.joining(", "));
        int open = drainingAssociations();
        return open == 0 ? files : files + "; " + open + " open associations go on with the old routes";
    }

    /** Puts the routes of files in the place of those that run from them, which answer until then. */
    private void swap(Map<Path, RouteFile> wanted, Set<Path> affected, boolean all) throws Exception {
        detach(affected);
        affected.forEach(running::remove);
        if (all) {
            loader.forgetCommonParts();
        }
        List<RouteFile> files = wanted.values().stream()
                .filter(file -> affected.contains(file.path()))
                .toList();
        List<RouteDefinition> before = List.copyOf(context.getRouteDefinitions());
        Map<RouteFile, List<RouteDefinition>> added;
        try {
            added = loader.addAndStart(files);
        } catch (Exception e) {
            detachAllBut(before);
            throw e;
        }
        files.forEach(file -> runs(file, added));
        leaving.forEach(Farewell::withdraw);
    }

    /** Routes that had started when another one of the change could not. */
    private void detachAllBut(List<RouteDefinition> known) {
        List<RouteDefinition> added = new ArrayList<>(context.getRouteDefinitions());
        added.removeAll(known);
        for (RouteDefinition definition : added) {
            LiveContext.Detached detached = context.detach(definition.getRouteId());
            if (detached != null) {
                Farewell farewell = new Farewell(detached, patience.drain());
                farewell.giveWay();
                leaving.add(farewell);
            }
        }
        context.getRouteDefinitions().removeAll(added);
    }

    private void detach(Set<Path> affected) throws InterruptedException {
        List<Farewell> beside = new ArrayList<>();
        List<Farewell> before = new ArrayList<>();
        for (Path path : affected) {
            Running good = running.get(path);
            for (String id : good == null ? List.<String>of() : good.routeIds()) {
                LiveContext.Detached detached = context.detach(id);
                if (detached != null) {
                    Farewell farewell = new Farewell(detached, patience.drain());
                    (farewell.goesOnBesideSuccessor() ? beside : before).add(farewell);
                }
            }
        }
        beside.forEach(Farewell::giveWay);
        leaving.addAll(beside);
        for (Farewell farewell : before) {
            farewell.endBeforeSuccessor(patience.stop());
        }
    }

    /** What the check cannot see, such as a port that is taken, shows when routes start. */
    private void goBack(
            Map<Path, RouteFile> before,
            Set<Path> affected,
            boolean all,
            Set<Path> changed,
            Map<Path, RouteFile> wanted,
            Exception failure)
            throws InterruptedException {
        try {
            swap(before, affected, all);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("The last good form of {} does not start again: {}", affected, reason(e), e);
            leaving.forEach(Farewell::withdraw);
        }
        for (Path path : changed) {
            RouteProblem problem = new RouteProblem(path, 0, RouteProblem.Severity.ERROR, reason(failure));
            refuse(path, new LinkedHashMap<>(wanted), List.of(problem));
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Ends the old routes in which nothing goes on any more. To be called now and then. */
    public synchronized void endOldRoutes() {
        leaving.removeIf(Farewell::endWhenQuiet);
    }

    /** Lets old routes finish for a while, then ends them. */
    public synchronized void close() throws InterruptedException {
        long deadline = System.nanoTime() + patience.stop().toNanos();
        leaving.removeIf(Farewell::endWhenPeersAreSilent);
        while (!leaving.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(Farewell.LOOK_MILLIS);
            leaving.removeIf(Farewell::endWhenPeersAreSilent);
        }
        leaving.forEach(Farewell::endNow);
        leaving.clear();
    }
}
