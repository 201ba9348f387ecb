package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.web.ChainedStream;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartParts;
import io.cameldicom.web.MultipartWriter;
import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** WADO-RS: data sets with their bulk data left apart (PS3.18 10.4.1.1.2), one by one as they are read. */
final class MetadataService implements WebService {

    private final WebExchanges exchanges;

    MetadataService(WebExchanges exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public WebReply answer(WebRequest request, WebResource resource) throws WebRequestException, IOException {
        DataSetText text = DataSetText.ofResults(request.accept());
        String root = request.baseUrl();
        Retrieval retrieval = Retrieval.of(exchanges, request, resource);
        if (text == DataSetText.JSON) {
            return WebReply.of(200, text.type(), new ChainedStream(new JsonArray(retrieval, root)));
        }
        String boundary = MultipartWriter.newBoundary();
        MultipartParts.Source parts = new MultipartParts.Source() {
            @Override
            public MultipartParts.Part next() throws IOException {
                return retrieval.hasNext()
                        ? new MultipartParts.Part(text.type(), Map.of(), MetadataService.next(retrieval, text, root))
                        : null;
            }

            @Override
            public void close() {
                retrieval.close();
            }
        };
        MediaType type = text.type().inRelated().with("boundary", boundary);
        return WebReply.of(200, type, new ChainedStream(new MultipartParts(boundary, parts)));
    }

    private static InputStream next(Retrieval retrieval, DataSetText text, String root) throws IOException {
        DicomObject object = retrieval.object(retrieval.next());
        return new ByteArrayInputStream(text.encode(object.dataSetAttributes(), BulkDataLinks.of(root, object)));
    }

    /** The data sets between brackets, with commas. */
    private static final class JsonArray implements ChainedStream.Parts {

        private final Retrieval retrieval;
        private final String root;
        private boolean begun;
        private boolean separated;
        private boolean ended;

        JsonArray(Retrieval retrieval, String root) {
            this.retrieval = retrieval;
            this.root = root;
        }

        @Override
        public InputStream next() throws IOException {
            if (ended) {
                return null;
            }
            if (!begun) {
                begun = true;
                separated = true;
                return text("[");
            }
            if (!retrieval.hasNext()) {
                ended = true;
                return text("]");
            }
            if (!separated) {
                separated = true;
                return text(",");
            }
            separated = false;
            return MetadataService.next(retrieval, DataSetText.JSON, root);
        }

        private static InputStream text(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            retrieval.close();
        }
    }
}
