package io.cameldicom.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The hub in a JVM of its own, with the class path of the tests: it can be killed. */
final class HubProcess implements AutoCloseable {

    private static final String READY = "Ctrl-C stops the hub.";

    private final Process process;

    private HubProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a hub and returns when it listens.
     *
     * @param home its log goes into the file {@code err} there
     */
    static HubProcess start(Path home, Map<String, String> settings, String... javaOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(javaOptions));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add("-Dhub.home=" + home);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(HubMain.class.getName());
        HubProcess hub = new HubProcess(new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.resolve("err").toFile()))
                .start());
        hub.awaitReady(home);
        return hub;
    }

    private void awaitReady(Path home) throws IOException {
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        while (line != null && !line.equals(READY)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the hub did not start, see " + home.resolve("err"));
        }
    }

    /** The power is cut, as far as the process is concerned. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    long pid() {
        return process.pid();
    }

    /** Stops it in order. */
    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the hub goes on after SIGTERM");
        }
    }
}
