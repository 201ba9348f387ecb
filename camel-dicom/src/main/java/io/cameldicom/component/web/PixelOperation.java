package io.cameldicom.component.web;

import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartReader.Part;
import io.cameldicom.web.WadoTarget;
import io.cameldicom.web.client.RetrievedParts;
import io.cameldicom.web.client.Wado;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Retrieves frames (PS3.18 10.4.1.1.6), or a picture (PS3.18 10.4.1.1.3). */
final class PixelOperation implements WebProducerOperation {

    /** Of a frame or picture, which is on the heap. */
    private static final int MAX_BYTES = 512 << 20;

    private final DicomWebConfiguration options;
    private final WebCall call;
    private final Wado wado;
    private final boolean rendered;

    PixelOperation(DicomWebConfiguration options, WebCall call, Wado wado, boolean rendered) {
        this.options = options;
        this.call = call;
        this.wado = wado;
        this.rendered = rendered;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        WadoTarget target = WebIdentifier.instance(exchange, options, call);
        String frames = frames(exchange);
        try {
            if (rendered) {
                render(exchange, target, frames);
            } else {
                retrieve(exchange, target, frames == null ? "1" : frames);
            }
        } catch (IOException e) {
            throw call.failure(exchange, e);
        }
    }

    private String frames(Exchange exchange) throws DicomWebException {
        try {
            return FrameNumbers.check(
                    exchange.getMessage().getHeader(WebConstants.FRAMES, options.getFrames(), String.class));
        } catch (IllegalArgumentException e) {
            throw call.unusable(exchange, e.getMessage());
        }
    }

    private void retrieve(Exchange exchange, WadoTarget target, String frames)
            throws IOException, InterruptedException, DicomWebException {
        List<String> syntaxes = WebSyntaxes.resolve(options.getTransferSyntaxes());
        RetrievedParts parts = wado.frames(target, frames, syntaxes.isEmpty() ? null : syntaxes.get(0));
        exchange.getMessage().setHeader(WebConstants.HTTP_STATUS, parts.status());
        WebFrames found = new WebFrames(
                parts,
                Arrays.stream(frames.split(",")).map(Integer::valueOf).iterator(),
                (int) Math.min(MAX_BYTES, options.maxObjectBytes()),
                e -> call.failure(exchange, e));
        WebOutput.set(exchange, options.getOutputType(), found, found::close);
    }

    private void render(Exchange exchange, WadoTarget target, String frames) throws IOException, InterruptedException {
        MediaType wanted = MediaType.parse(options.getRenderedType());
        try (RetrievedParts parts = wado.rendered(target, frames, wanted, parameters())) {
            Part part = parts.next();
            if (part == null || !wanted.includes(parts.typeOf(part))) {
                throw parts.unusable("without a picture of the type " + wanted);
            }
            byte[] picture = WebFrames.bytes(part, (int) Math.min(MAX_BYTES, options.maxObjectBytes()), parts);
            exchange.getMessage().setHeader(WebConstants.HTTP_STATUS, parts.status());
            exchange.getMessage()
                    .setHeader(Exchange.CONTENT_TYPE, parts.typeOf(part).essence());
            exchange.getMessage().setBody(picture);
        }
    }

    private String parameters() {
        if (options.getRenderedParameters() == null) {
            return "";
        }
        return Arrays.stream(options.getRenderedParameters().split(";"))
                .map(parameter -> parameter.split("=", 2))
                .filter(pair -> pair.length == 2)
                .map(pair -> pair[0].strip() + "="
                        + URLEncoder.encode(pair[1].strip(), StandardCharsets.UTF_8)
                                .replace("%2C", ","))
                .collect(Collectors.joining("&"));
    }
}
