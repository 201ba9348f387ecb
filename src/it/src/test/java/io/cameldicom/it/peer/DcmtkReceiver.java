package io.cameldicom.it.peer;

import io.cameldicom.it.wire.Part10File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A DCMTK program that writes what it receives to files named {@code <prefix>.<SOP instance UID>}, bit preserving. */
abstract class DcmtkReceiver extends StoragePeer {
    private final List<String> options;

    DcmtkReceiver(String name, String aeTitle, int port, List<String> options) {
        super(name, aeTitle, port);
        this.options = options;
    }

    /** The program and the options that every use of it has. */
    abstract List<String> command() throws IOException;

    @Override
    protected final ChildProcess launch() throws Exception {
        Files.createDirectories(received());
        List<String> port = List.of(Integer.toString(port()));
        List<String> bitPreserving = List.of("+B", "-od", received().toString(), "-pdu", "131072");
        return ChildProcess.start(
                "log",
                folder(),
                Stream.of(command(), bitPreserving, options, port)
                        .flatMap(List::stream)
                        .toList());
    }

    private Path received() {
        return folder().resolve("received");
    }

    @Override
    public Optional<Part10File> find(String sopInstanceUid) throws IOException {
        try (Stream<Path> files = Files.list(received())) {
            Optional<Path> file = files.filter(
                            path -> path.getFileName().toString().endsWith("." + sopInstanceUid))
                    .findFirst();
            return file.isPresent() ? Optional.of(Part10File.read(file.get())) : Optional.empty();
        }
    }

    @Override
    public Part10File take(String sopInstanceUid) throws IOException {
        Path file = find(sopInstanceUid)
                .orElseThrow(() -> new AssertionError(aeTitle() + " did not receive " + sopInstanceUid))
                .path();
        Path taken = Files.createDirectories(folder().resolve("taken")).resolve(file.getFileName());
        return Part10File.read(Files.move(file, taken, StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public int count() throws IOException {
        try (Stream<Path> files = Files.list(received())) {
            return (int) files.count();
        }
    }
}
