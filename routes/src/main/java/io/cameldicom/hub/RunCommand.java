package io.cameldicom.hub;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the hub until the process is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the hub until it is stopped with Ctrl-C or SIGTERM (the default).")
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        HubSettings settings = HubSettings.load();
        LogSettings.apply(settings);
        Hub hub = new Hub(settings);
        StopSignal stop = StopSignal.install(hub);
        try {
            hub.start();
        } catch (HubException e) {
            stop.uninstall();
            throw e;
        }
        PrintWriter out = spec.commandLine().getOut();
        StartScreen.print(hub, out);
        new CountDownLatch(1).await(); // SIGTERM and Ctrl-C end the process in StopSignal
        return 0;
    }
}
