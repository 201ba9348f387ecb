package io.cameldicom.web.client;

import io.cameldicom.web.MediaType;
import io.cameldicom.web.WadoTarget;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Retrieves: WADO-RS (PS3.18 10.4). Thread-safe. */
public final class Wado {

    private static final int PARTIAL = 206;

    private final WebClient client;

    public Wado(WebClient client) {
        this.client = client;
    }

    /**
     * The instances, each as a Part 10 file.
     *
     * @param transferSyntaxes UIDs in order of preference; empty for as the server has them
     * @throws WebFailureException if the server refuses or fails
     */
    public RetrievedParts instances(WadoTarget target, List<String> transferSyntaxes)
            throws IOException, InterruptedException {
        MediaType instances = MediaType.DICOM.inRelated();
        return new RetrievedParts(client.send(WebRequest.get(
                target.path(),
                null,
                transferSyntaxes.isEmpty()
                        ? instances.with("transfer-syntax", "*").toString()
                        : transferSyntaxes.stream()
                                .map(uid ->
                                        instances.with("transfer-syntax", uid).toString())
                                .collect(Collectors.joining(", ")))));
    }

    /** The data sets, bulk data by reference. */
    public SearchResults metadata(WadoTarget target) throws IOException, InterruptedException {
        WebResponse response =
                client.send(WebRequest.get(target.path() + "/metadata", null, MediaType.DICOM_JSON.toString()));
        return new SearchResults(offset -> offset == 0 ? response : null, 0);
    }

    /**
     * Frames of an instance.
     *
     * @param frames numbers from 1, a comma list
     * @param transferSyntax UID; null for uncompressed, {@code *} for as the server has them
     */
    public RetrievedParts frames(WadoTarget target, String frames, String transferSyntax)
            throws IOException, InterruptedException {
        MediaType type = FrameMediaTypes.of(transferSyntax).inRelated();
        return new RetrievedParts(client.send(WebRequest.get(
                target.path() + "/frames/" + frames,
                null,
                (transferSyntax == null ? type : type.with("transfer-syntax", transferSyntax)).toString())));
    }

    /**
     * A picture.
     *
     * @param frames numbers from 1, a comma list; null for the instance
     * @param type such as {@code image/jpeg}
     * @param parameters of the rendering (PS3.18 8.3.5), percent-encoded; may be empty
     */
    public RetrievedParts rendered(WadoTarget target, String frames, MediaType type, String parameters)
            throws IOException, InterruptedException {
        String path = target.path() + (frames == null ? "" : "/frames/" + frames) + "/rendered";
        return new RetrievedParts(client.send(WebRequest.get(path, parameters, type.toString())));
    }

    static boolean isPartial(int status) {
        return status == PARTIAL;
    }
}
