package io.cameldicom.hub.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL cluster in a temporary folder, run by a user without rights: PostgreSQL refuses root. */
final class PostgresServer implements AutoCloseable {

    private final Path binaries;
    private final Path folder;
    private final int port;

    private PostgresServer(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    static PostgresServer start() throws Exception {
        Path binaries = binaries();
        if (binaries == null) {
            String message = "PostgreSQL is not tested: the Debian package postgresql is not installed";
            Assertions.assertNotEquals("true", System.getenv("CI"), message);
            Assumptions.abort(message);
        }
        Path folder = Files.createTempDirectory(
                Path.of("/tmp"),
                "postgres",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        PostgresServer server = new PostgresServer(binaries, folder, freePort());
        if (isRoot()) {
            run(List.of("chown", "nobody", folder.toString()));
        }
        server.tool(
                "initdb", "-D", server.data(), "-U", "hub", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-locale");
        server.run();
        return server;
    }

    private static Path binaries() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return null;
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .sorted()
                    .reduce((older, newer) -> newer)
                    .orElse(null);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    void run() throws Exception {
        tool(
                "pg_ctl",
                "-D",
                data(),
                "-l",
                folder.resolve("log").toString(),
                "-w",
                "-t",
                "60",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories=''",
                "start");
    }

    void stop() throws Exception {
        tool("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    LedgerDatabase database() {
        return LedgerDatabase.of("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "hub", "");
    }

    private void tool(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(binaries.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws Exception {
        Path output = Files.createTempFile("postgres", ".out");
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        String said = Files.readString(output);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(command + ": " + said);
        }
    }

    @Override
    public void close() throws Exception {
        stop();
        run(List.of("rm", "-rf", folder.toString()));
    }
}
