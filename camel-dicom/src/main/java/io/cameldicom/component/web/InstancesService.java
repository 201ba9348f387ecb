package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.query.QueryLevel;
import io.cameldicom.web.Accept;
import io.cameldicom.web.ChainedStream;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartParts;
import io.cameldicom.web.MultipartWriter;
import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * WADO-RS: instances as Part 10 files (PS3.18 10.4.1.1.1), read and where need be converted one by one while they are sent.
 */
final class InstancesService implements WebService {

    /** Beyond so many it is not looked beforehand whether all can be converted. */
    private static final int MOST_LOOKED_AT = 20_000;

    private final WebExchanges exchanges;
    private final SyntaxConversion conversion;

    InstancesService(WebExchanges exchanges, SyntaxConversion conversion) {
        this.exchanges = exchanges;
        this.conversion = conversion;
    }

    @Override
    public WebReply answer(WebRequest request, WebResource resource) throws WebRequestException, IOException {
        List<String> inParts = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        read(request.accept(), resource.level() == QueryLevel.IMAGE, inParts, alone);
        boolean single = inParts.isEmpty();
        Renditions renditions = new Renditions(conversion, single ? alone : inParts);
        Retrieval retrieval = Retrieval.of(exchanges, request, resource);
        boolean sent = false;
        try {
            WebReply reply = single ? alone(retrieval, renditions) : inParts(retrieval, renditions);
            sent = true;
            return reply;
        } finally {
            if (!sent) {
                retrieval.close();
            }
        }
    }

    /** What the client takes, in parts or alone; of both the one it names first. */
    private static void read(Accept accept, boolean ofOne, List<String> inParts, List<String> alone)
            throws WebRequestException {
        for (MediaType range : accept.ranges()) {
            MediaType parts = range.related();
            if (range.includes(MediaType.MULTIPART_RELATED) && (parts == null || parts.includes(MediaType.DICOM))) {
                if (alone.isEmpty()) {
                    // in the parameter's own parameters some write it, too
                    String syntax = Accept.transferSyntax(range);
                    String inner = parts == null ? null : Accept.transferSyntax(parts);
                    inParts.add(syntax != null ? syntax : inner != null ? inner : UID.ExplicitVRLittleEndian);
                }
            } else if (range.includes(MediaType.DICOM) && ofOne && inParts.isEmpty()) {
                String syntax = Accept.transferSyntax(range);
                alone.add(syntax != null ? syntax : UID.ExplicitVRLittleEndian);
            }
        }
        if (inParts.isEmpty() && alone.isEmpty()) {
            throw new WebRequestException(
                    WebRequestException.NOT_ACCEPTABLE,
                    "Instances can be multipart/related; type=\"application/dicom\""
                            + (ofOne ? " or application/dicom" : ""));
        }
    }

    private static WebRequestException notAcceptable() {
        return new WebRequestException(
                WebRequestException.NOT_ACCEPTABLE,
                "None of the transfer syntaxes accepted can be made: transfer-syntax=* takes what there is");
    }

    private static MediaType type(TransferSyntax syntax) {
        return MediaType.DICOM.with("transfer-syntax", syntax.uid());
    }

    private static WebReply alone(Retrieval retrieval, Renditions renditions) throws IOException, WebRequestException {
        DicomObject object = retrieval.object(retrieval.next());
        TransferSyntax syntax = renditions.choose(object);
        if (syntax == null) {
            throw notAcceptable();
        }
        InputStream file = new FilterInputStream(renditions.open(object, syntax)) {
            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    retrieval.close();
                }
            }
        };
        return WebReply.of(200, type(syntax), file);
    }

    private static WebReply inParts(Retrieval retrieval, Renditions renditions)
            throws IOException, WebRequestException {
        Deque<Object> ready = new ArrayDeque<>();
        int left = 0;
        if (!renditions.anySyntax()) {
            int lookAt = retrieval.size() >= 0 && retrieval.size() <= MOST_LOOKED_AT ? retrieval.size() : 1;
            for (int looked = 0; looked < lookAt && retrieval.hasNext(); looked++) {
                Object element = retrieval.next();
                if (renditions.choose(retrieval.object(element)) != null) {
                    ready.add(element);
                } else {
                    left++;
                }
            }
            if (ready.isEmpty()) {
                throw notAcceptable();
            }
        }
        String boundary = MultipartWriter.newBoundary();
        InputStream body = new ChainedStream(new MultipartParts(boundary, new Parts(retrieval, renditions, ready)));
        return WebReply.of(left == 0 ? 200 : 206, MediaType.DICOM.inRelated().with("boundary", boundary), body);
    }

    /** The instances, those looked at before first. */
    private record Parts(Retrieval retrieval, Renditions renditions, Deque<Object> ready)
            implements MultipartParts.Source {

        @Override
        public MultipartParts.Part next() throws IOException {
            Object element = ready.poll();
            if (element == null && !retrieval.hasNext()) {
                return null;
            }
            DicomObject object = retrieval.object(element == null ? retrieval.next() : element);
            TransferSyntax syntax = renditions.choose(object);
            if (syntax == null) {
                // the status was said: a body that breaks off tells that something is missing
                throw new IOException("An instance cannot be converted to what is accepted");
            }
            return new MultipartParts.Part(type(syntax), Map.of(), renditions.open(object, syntax));
        }

        @Override
        public void close() {
            retrieval.close();
        }
    }
}
