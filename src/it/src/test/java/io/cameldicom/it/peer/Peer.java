package io.cameldicom.it.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that runs as a child process on a free loopback port, as a JUnit extension: for the whole class in a static
 * field, for each test in an instance field. Its log and files are under {@code target/it/<test class>/<name>} and stay
 * there after the test.
 */
public abstract class Peer
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, AutoCloseable {
    private final String name;
    private final int port;
    private Path folder;
    private ChildProcess process;
    private boolean startedForClass;

    protected Peer(String name) {
        this(name, Ports.free());
    }

    protected Peer(String name, int port) {
        this.name = name;
        this.port = port;
    }

    /** Starts the program with {@link #folder()} as working directory. */
    protected abstract ChildProcess launch() throws Exception;

    /** Whether the program answers. */
    protected boolean isReady() {
        return Ports.accepts(port);
    }

    /** Starts the program in {@code parent/<name>}, which is emptied before, and waits until it answers. */
    public final void start(Path parent) throws Exception {
        folder = parent.resolve(name).toAbsolutePath();
        deleteTree(folder);
        Files.createDirectories(folder);
        restart();
    }

    /** Ends the program if it runs, and starts it again with the files it had. */
    public final void restart() throws Exception {
        close();
        process = launch();
        try {
            process.awaitReady(this::isReady);
        } catch (Exception | AssertionError e) {
            close();
            throw e;
        }
    }

    public final int port() {
        return port;
    }

    /** Where the program runs and keeps its files. */
    public final Path folder() {
        return folder;
    }

    public final ChildProcess process() {
        return process;
    }

    @Override
    public final void close() {
        if (process != null) {
            process.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        startedForClass = true;
        start(folderOf(context));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        close();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        if (!startedForClass) {
            start(folderOf(context));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (!startedForClass) {
            close();
        }
    }

    private static Path folderOf(ExtensionContext context) {
        Path folder = Path.of("target", "it", context.getRequiredTestClass().getSimpleName());
        return context.getTestMethod()
                .map(method -> folder.resolve(method.getName()))
                .orElse(folder);
    }

    static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
