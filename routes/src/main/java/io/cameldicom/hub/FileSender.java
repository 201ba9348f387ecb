package io.cameldicom.hub;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Sends file after file, says a line about each one that was not taken as it is, and counts. */
final class FileSender {

    /** Part 10: 128 bytes of preamble, then DICM (PS3.10 7.1). */
    private static final int PREAMBLE = 128;

    /** A line now and then for those who wait. */
    private static final int PROGRESS = 500;

    private final PeerClient client;
    private final PrintWriter out;
    private final long start = System.nanoTime();
    private int sent;
    private int skipped;
    private int failed;
    private long bytes;

    FileSender(PeerClient client, PrintWriter out) {
        this.client = client;
        this.out = out;
    }

    void send(Path file) {
        DicomObject object;
        try {
            object = DicomObject.of(file);
        } catch (IOException e) {
            unreadable(file, e);
            return;
        }
        if (object.sopClassUid() == null || UID.MediaStorageDirectoryStorage.equals(object.sopClassUid())) {
            skip(file, object.sopClassUid() == null ? "no SOP class" : "a DICOMDIR");
            return;
        }
        try {
            int status = client.store(object);
            sent++;
            bytes += object.size();
            if (status != Status.Success) {
                out.println(file + ": taken with warning " + Status.format(status));
            } else if (sent % PROGRESS == 0) {
                out.println(sent + " sent");
                out.flush();
            }
        } catch (HubException e) {
            failed++;
            out.println(file + ": failed: " + e.getMessage());
        }
    }

    private void unreadable(Path file, IOException e) {
        if (isPart10(file)) {
            failed++;
            out.println(file + ": failed: " + e.getMessage());
        } else {
            skip(file, "not DICOM");
        }
    }

    private static boolean isPart10(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(PREAMBLE + 4);
            return head.length == PREAMBLE + 4
                    && head[PREAMBLE] == 'D'
                    && head[PREAMBLE + 1] == 'I'
                    && head[PREAMBLE + 2] == 'C'
                    && head[PREAMBLE + 3] == 'M';
        } catch (IOException e) {
            return true; // it cannot be read at all: not to be passed over in silence
        }
    }

    private void skip(Path file, String reason) {
        skipped++;
        out.println(file + ": skipped: " + reason);
    }

    int failed() {
        return failed;
    }

    String summary() {
        double seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - start).toMillis()) / 1000.0;
        return String.format(
                Locale.ROOT,
                "%d sent, %d skipped, %d failed; %.1f MB in %.1f s",
                sent,
                skipped,
                failed,
                bytes / 1e6,
                seconds);
    }
}
