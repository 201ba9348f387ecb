package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.SyntheticImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An object larger than the hub's heap goes through STOW-RS and WADO-RS; {@code -Dweb.object.bytes} makes it larger still. */
@Tag("load")
class LargeWebObjectIT {

    private static final long PIXEL_BYTES = Long.getLong("web.object.bytes", 300L << 20);

    @RegisterExtension
    static final Hub hub = new Hub().java("-Xmx256m").set("hub.dicomweb.enabled", "true");

    @TempDir
    static Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(hub.dicomWebUrl() + path)).timeout(Duration.ofMinutes(10));
    }

    @Test
    void an_object_larger_than_the_heap_is_stored_and_retrieved_over_http() throws Exception {
        Part10File image = SyntheticImage.write(folder.resolve("large.dcm"), 1, PIXEL_BYTES);
        String sent = image.dataSetSha256();

        HttpResponse<String> stored = http.send(
                request("/studies")
                        .header("Content-Type", "application/dicom")
                        .POST(HttpRequest.BodyPublishers.ofFile(image.path()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, stored.statusCode(), stored::body);
        assertEquals(sent, hub.stored(image.sopInstanceUid()).orElseThrow().dataSetSha256());
        Files.delete(image.path());

        String url =
                stored.body().replaceAll("(?s).*\"(" + hub.dicomWebUrl() + "/studies/[0-9.]+/series/[^\"]*)\".*", "$1");
        HttpResponse<Path> retrieved = http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofMinutes(10))
                        .header("Accept", "application/dicom; transfer-syntax=*")
                        .build(),
                HttpResponse.BodyHandlers.ofFile(folder.resolve("back.dcm")));
        assertEquals(200, retrieved.statusCode());
        assertEquals(sent, Part10File.read(retrieved.body()).dataSetSha256());
    }
}
