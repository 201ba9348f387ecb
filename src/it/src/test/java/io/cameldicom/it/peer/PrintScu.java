package io.cameldicom.it.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** DCMTK {@code dcmpsprt}, which puts images on films, and {@code dcmprscu}, which has them printed. */
public final class PrintScu {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String PRINTER = "HUB";

    private final Path folder;
    private int runs;

    /**
     * @param folder for configuration, films and logs
     * @param port of the printer
     */
    public PrintScu(Path folder, String calledAeTitle, int port) throws IOException {
        this.folder = folder;
        Files.createDirectories(database());
        Files.writeString(
                folder.resolve("print.cfg"),
                """
                [[GENERAL]]
                [APPLICATION]
                [PRINT]
                Directory = .
                [DATABASE]
                Directory = database
                [NETWORK]
                Aetitle = PRTSCU
                [[COMMUNICATION]]
                [%s]
                Type = PRINTER
                Hostname = 127.0.0.1
                Port = %d
                Aetitle = %s
                DisplayFormat = 1,1\\2,2\\2,3
                MediumType = PAPER\\BLUE FILM
                FilmDestination = MAGAZINE\\PROCESSOR
                FilmSizeID = 8INX10IN\\14INX17IN
                MaxPDU = 16384
                SupportsPresentationLUT = true
                Supports12Bit = true
                """
                        .formatted(PRINTER, port, calledAeTitle));
    }

    private Path database() {
        return folder.resolve("database");
    }

    /** Puts the images on films; {@link #films} and {@link #images} are there afterwards. */
    public void layOut(List<Path> images, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(Tool.DCMPSPRT.path(), "-c", "print.cfg", "-p", PRINTER));
        command.addAll(List.of(options));
        images.forEach(image -> command.add(image.toString()));
        run(command);
    }

    /** Has all films printed. */
    public void print(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(Tool.DCMPRSCU.path(), "-v", "-c", "print.cfg", "-p", PRINTER));
        command.addAll(List.of(options));
        films().forEach(film -> command.add(film.toString()));
        run(command);
    }

    private void run(List<String> command) throws Exception {
        try (ChildProcess process = ChildProcess.start("dcmtk-" + ++runs, folder, command)) {
            assertEquals(0, process.awaitExit(LIMIT), process.output());
            assertEquals(
                    List.of(),
                    process.output()
                            .lines()
                            .filter(line -> line.startsWith("E:"))
                            .toList());
        }
    }

    /** The stored prints, one a film. */
    public List<Path> films() throws IOException {
        return files("SP_");
    }

    /** The hardcopy images films refer to. */
    public List<Path> images() throws IOException {
        return files("HG_");
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(database())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
