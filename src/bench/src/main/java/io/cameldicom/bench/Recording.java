package io.cameldicom.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * The C-STORE requests of a workload, one after the other in a file that stays in the page cache: a sender that only hands
 * ranges of it to the kernel costs almost nothing, and is the same for every receiver.
 */
final class Recording {
    private final Workload workload;
    private final Path file;
    private final long[] offsets;

    private Recording(Workload workload, Path file, long[] offsets) {
        this.workload = workload;
        this.file = file;
        this.offsets = offsets;
    }

    static Recording write(Workload workload, Path folder) throws IOException {
        byte[] pixels = new byte[workload.pixelBytes()];
        new Random(42).nextBytes(pixels);
        Path file = Files.createDirectories(folder)
                .resolve(workload.modality() + "-" + workload.pixelBytes() + "-" + workload.count() + ".pdus");
        long[] offsets = new long[workload.count() + 1];
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int i = 0; i < workload.count(); i++) {
                ByteBuffer request = Wire.storeRequest(workload, i, pixels);
                while (request.hasRemaining()) {
                    out.write(request);
                }
                offsets[i + 1] = out.position();
            }
        }
        return new Recording(workload, file, offsets);
    }

    /** Writes the objects as Part 10 files, for senders that want files. */
    Path writeFiles(Path folder) throws IOException {
        byte[] pixels = new byte[workload.pixelBytes()];
        new Random(42).nextBytes(pixels);
        Files.createDirectories(folder);
        for (int i = 0; i < workload.count(); i++) {
            Files.write(
                    folder.resolve(i + ".dcm"),
                    Wire.concat(Wire.fileMeta(workload, i), Wire.dataSetHead(workload, i), pixels));
        }
        return folder;
    }

    Workload workload() {
        return workload;
    }

    FileChannel open() throws IOException {
        return FileChannel.open(file);
    }

    long offset(int index) {
        return offsets[index];
    }

    long length(int index) {
        return offsets[index + 1] - offsets[index];
    }
}
