package io.cameldicom.hub;

import io.cameldicom.hub.check.RouteCheck;
import io.cameldicom.hub.check.RouteFile;
import io.cameldicom.hub.check.RouteFolder;
import io.cameldicom.hub.check.RouteProblem;
import io.cameldicom.hub.check.StandIns;
import io.cameldicom.hub.check.Workbench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is wrong with the route files of a folder, without running them. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks route files without running them: components, options, keywords, beans, settings,",
            "destinations, listeners, and routes that lead back to themselves. Exit code 1 if there is",
            "anything to tell."
        })
final class CheckCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "folder of the route files (default: hub.routes)")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws HubException {
        Quiet.logging();
        HubSettings settings = HubSettings.load();
        Collection<RouteFile> files = files(settings);
        List<RouteProblem> problems =
                new RouteCheck(new Workbench(settings.placeholders(), new StandIns())).check(files);
        PrintWriter out = spec.commandLine().getOut();
        problems.forEach(problem -> out.println(shortened(problem)));
        long errors = problems.stream().filter(RouteProblem::isError).count();
        out.println(files.size() + " files: " + errors + " errors, " + (problems.size() - errors) + " warnings");
        out.flush();
        return problems.isEmpty() ? 0 : 1;
    }

    private Collection<RouteFile> files(HubSettings settings) throws HubException {
        Path chosen = folder == null ? settings.routes() : folder.toAbsolutePath();
        try {
            Collection<RouteFile> files = new RouteFolder(chosen).read().values();
            if (files.isEmpty()) {
                throw new HubException("No *" + RouteFile.SUFFIX + " in " + chosen);
            }
            return files;
        } catch (IOException e) {
            throw new HubException("Cannot read the route files in " + chosen + ": " + e, e);
        }
    }

    /** Paths as the user would write them, from the working folder. */
    private static RouteProblem shortened(RouteProblem problem) {
        Path here = Path.of("").toAbsolutePath();
        Path file = problem.file().toAbsolutePath();
        return file.startsWith(here) && Files.exists(file)
                ? new RouteProblem(here.relativize(file), problem.line(), problem.severity(), problem.reason())
                : problem;
    }
}
