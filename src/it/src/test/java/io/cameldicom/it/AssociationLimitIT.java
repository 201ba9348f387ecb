package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.SyntheticImage;
import io.cameldicom.it.wire.WireAssociation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** More modalities at once than {@code hub.dicom.maxAssociations}. */
@Tag("load")
class AssociationLimitIT {
    private static final int MODALITIES = 200;
    private static final int LIMIT = 100;

    @RegisterExtension
    static final Hub hub = new Hub().set("hub.dicom.maxAssociations", LIMIT);

    @TempDir
    static Path folder;

    private final CountDownLatch everyoneWasAnswered = new CountDownLatch(MODALITIES);

    @Test
    void the_ones_above_the_limit_are_rejected_2_3_2_and_the_others_all_finish() throws Exception {
        ExecutorService modalities = Executors.newFixedThreadPool(MODALITIES);
        try {
            List<Callable<String>> work = new ArrayList<>();
            for (int number = 0; number < MODALITIES; number++) {
                Part10File image = SyntheticImage.write(folder.resolve(number + ".dcm"), number, 300_000);
                work.add(() -> sendWhenAllAreAnswered(image));
            }
            Map<String, Long> outcomes = modalities.invokeAll(work).stream()
                    .map(AssociationLimitIT::outcome)
                    .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
            assertEquals(Map.of("status 0, released", (long) LIMIT, "2/3/2", (long) MODALITIES - LIMIT), outcomes);
        } finally {
            modalities.shutdownNow();
        }
        assertEquals(LIMIT, hub.files(".dcm").size());
        assertEquals(0, Scu.echo(hub.port(), Hub.AE_TITLE).exitCode(), "the hub takes associations again");
    }

    private String sendWhenAllAreAnswered(Part10File image) throws Exception {
        try (WireAssociation association = WireAssociation.connect(hub.port())) {
            String answer = association
                    .request(Hub.AE_TITLE, Scu.AE_TITLE, image.sopClassUid(), image.transferSyntaxUid())
                    .toString();
            everyoneWasAnswered.countDown();
            if (!"accepted".equals(answer)) {
                return answer;
            }
            everyoneWasAnswered.await(30, TimeUnit.SECONDS);
            int status = association.store(image).status();
            return "status " + status + ", " + association.release();
        }
    }

    private static String outcome(Future<String> modality) {
        try {
            return modality.get();
        } catch (Exception e) {
            return e.toString();
        }
    }
}
