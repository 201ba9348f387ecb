package io.cameldicom.web.client;

import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartBody;
import io.cameldicom.web.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores instances: STOW-RS (PS3.18 10.5). Thread-safe. */
public final class Stow {

    private static final int CONFLICT = 409;

    private final WebClient client;

    public Stow(WebClient client) {
        this.client = client;
    }

    /**
     * Sends all in one request, and once more those the server had only passing trouble with, as the client's retry policy
     * allows.
     *
     * @return what became of each; a server that refuses some or all is no exception
     * @throws WebFailureException if the request failed as a whole, so that nothing is known to be stored
     */
    public StowResult store(List<StowInstance> instances) throws IOException, InterruptedException {
        Map<StowInstance, InstanceOutcome> outcomes = new LinkedHashMap<>();
        List<StowInstance> pending = instances;
        for (int done = 0; ; done++) {
            int status;
            Duration retryAfter;
            List<StowInstance> again = new ArrayList<>();
            try (WebResponse response = client.send(request(pending), CONFLICT)) {
                StowResponse said = StowResponse.read(response, pending.size());
                for (StowInstance instance : pending) {
                    InstanceOutcome outcome = said.of(instance);
                    outcomes.put(instance, outcome);
                    if (outcome.isRetryable()) {
                        again.add(instance);
                    }
                }
                status = response.status();
                retryAfter = RetryAfter.parse(response.header("Retry-After"), Instant.now());
            }
            if (again.isEmpty() || !client.pauses(done, retryAfter)) {
                return new StowResult(
                        status, instances.stream().map(outcomes::get).toList());
            }
            pending = again;
        }
    }

    private static WebRequest request(List<StowInstance> instances) {
        MultipartBody body = MultipartBody.of(
                MediaType.DICOM, instances.stream().map(StowInstance::part10).toList());
        return WebRequest.post("/studies", MediaType.DICOM_JSON.toString(), body);
    }
}
