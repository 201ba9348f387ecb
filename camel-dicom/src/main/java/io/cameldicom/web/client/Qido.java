package io.cameldicom.web.client;

import io.cameldicom.web.MediaType;
import io.cameldicom.web.QidoQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Searches: QIDO-RS (PS3.18 10.6). Thread-safe. */
public final class Qido {

    private final WebClient client;
    private final int pageSize;
    private final boolean fuzzyMatching;

    /**
     * @param pageSize how many results to ask for at a time; 0 for all at once
     * @param fuzzyMatching whether person names match fuzzily, where the server can (PS3.18 8.3.4.2)
     */
    public Qido(WebClient client, int pageSize, boolean fuzzyMatching) {
        this.client = client;
        this.pageSize = pageSize;
        this.fuzzyMatching = fuzzyMatching;
    }

    /**
     * The first page is there when this returns.
     *
     * @throws WebFailureException if the server refuses or fails
     */
    public SearchResults search(QidoQuery query) throws IOException, InterruptedException {
        return new SearchResults(offset -> page(query, offset), pageSize);
    }

    private WebResponse page(QidoQuery query, int offset) throws IOException, InterruptedException {
        List<String> parameters = new ArrayList<>();
        if (!query.parameters().isEmpty()) {
            parameters.add(query.parameters());
        }
        if (fuzzyMatching) {
            parameters.add("fuzzymatching=true");
        }
        if (pageSize > 0) {
            parameters.add("limit=" + pageSize);
        }
        if (offset > 0) {
            parameters.add("offset=" + offset);
        }
        return client.send(WebRequest.get(query.path(), String.join("&", parameters), MediaType.DICOM_JSON.toString()));
    }
}
