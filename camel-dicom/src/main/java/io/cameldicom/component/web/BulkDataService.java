package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.transcode.Frames;
import io.cameldicom.web.ChainedStream;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartParts;
import io.cameldicom.web.MultipartWriter;
import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * WADO-RS: one value that metadata left apart (PS3.18 10.4.1.1.5), its bytes as they are in the instance; of encapsulated
 * pixel data each frame is a part.
 */
final class BulkDataService implements WebService {

    private final WebExchanges exchanges;

    BulkDataService(WebExchanges exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public WebReply answer(WebRequest request, WebResource resource) throws WebRequestException, IOException {
        boolean inParts = false;
        boolean alone = false;
        for (MediaType range : request.accept().ranges()) {
            inParts |= range.includes(MediaType.MULTIPART_RELATED);
            alone |= !inParts && range.includes(MediaType.OCTET_STREAM);
        }
        if (!inParts && !alone) {
            throw new WebRequestException(
                    WebRequestException.NOT_ACCEPTABLE,
                    "Bulk data can be multipart/related; type=\"application/octet-stream\" or application/octet-stream");
        }
        Retrieval retrieval = Retrieval.of(exchanges, request, resource);
        boolean sent = false;
        try {
            DicomObject object = retrieval.object(retrieval.next());
            MultipartParts.Source parts = parts(object, resource.bulkData(), retrieval);
            WebReply reply = alone ? alone(parts) : inParts(parts);
            sent = true;
            return reply;
        } finally {
            if (!sent) {
                retrieval.close();
            }
        }
    }

    private static WebReply alone(MultipartParts.Source parts) throws IOException, WebRequestException {
        MultipartParts.Part first = parts.next();
        if (!first.type().isSame(MediaType.OCTET_STREAM)) {
            throw new WebRequestException(
                    WebRequestException.NOT_ACCEPTABLE, "Compressed frames are in a multipart/related");
        }
        return WebReply.of(200, first.type(), new ChainedStream(new ChainedStream.Parts() {
            private InputStream content = first.content();

            @Override
            public InputStream next() {
                InputStream next = content;
                content = null;
                return next;
            }

            @Override
            public void close() throws IOException {
                parts.close();
            }
        }));
    }

    private static WebReply inParts(MultipartParts.Source parts) {
        String boundary = MultipartWriter.newBoundary();
        return WebReply.of(
                200,
                MediaType.OCTET_STREAM.inRelated().with("boundary", boundary),
                new ChainedStream(new MultipartParts(boundary, parts)));
    }

    private static MultipartParts.Source parts(DicomObject object, String path, Retrieval retrieval)
            throws IOException, WebRequestException {
        Attributes attributes = object.dataSetAttributes();
        String[] steps = path.split("/");
        for (int i = 0; i + 1 < steps.length; i += 2) {
            Sequence sequence = attributes.getSequence(Integer.parseUnsignedInt(steps[i], 16));
            int item = Integer.parseInt(steps[i + 1]);
            if (sequence == null || item > sequence.size()) {
                throw unknown();
            }
            attributes = sequence.get(item - 1);
        }
        int tag = Integer.parseUnsignedInt(steps[steps.length - 1], 16);
        if (!attributes.contains(tag) || attributes.getSequence(tag) != null) {
            throw unknown();
        }
        Fragments fragments = attributes.getFragments(tag);
        if (fragments != null) {
            if (tag != Tag.PixelData || steps.length > 1) {
                throw unknown();
            }
            return frames(object, retrieval);
        }
        BulkData elsewhere = attributes.getBulkData(tag);
        InputStream content =
                elsewhere != null ? elsewhere.openStream() : new ByteArrayInputStream(attributes.getBytes(tag));
        return one(content, attributes, retrieval);
    }

    private static WebRequestException unknown() {
        return new WebRequestException(WebRequestException.NOT_FOUND, "The instance has no such bulk data");
    }

    private static MultipartParts.Source one(InputStream content, Attributes attributes, Retrieval retrieval) {
        String syntax = attributes.bigEndian() ? UID.ExplicitVRBigEndian : UID.ExplicitVRLittleEndian;
        return new MultipartParts.Source() {
            private boolean given;

            @Override
            public MultipartParts.Part next() {
                if (given) {
                    return null;
                }
                given = true;
                return new MultipartParts.Part(
                        MediaType.OCTET_STREAM.with("transfer-syntax", syntax), Map.of(), content);
            }

            @Override
            public void close() throws IOException {
                try {
                    content.close();
                } finally {
                    retrieval.close();
                }
            }
        };
    }

    private static MultipartParts.Source frames(DicomObject object, Retrieval retrieval) throws IOException {
        Frames frames = object.frames();
        MediaType type = PixelMediaTypes.of(object.transferSyntaxUid());
        return new MultipartParts.Source() {
            private int next;

            @Override
            public MultipartParts.Part next() throws IOException {
                if (next == frames.count()) {
                    return null;
                }
                var frame = frames.encoded(next++);
                return new MultipartParts.Part(
                        type,
                        Map.of(),
                        new ByteArrayInputStream(frame.bytes(), frame.start(), frame.end() - frame.start()));
            }

            @Override
            public void close() {
                retrieval.close();
            }
        };
    }
}
