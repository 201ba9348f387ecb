package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.transcode.Frames;
import io.cameldicom.dicom.transcode.TranscodeException;
import io.cameldicom.web.Accept;
import io.cameldicom.web.ChainedStream;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.MultipartParts;
import io.cameldicom.web.MultipartWriter;
import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * WADO-RS: frames of an instance (PS3.18 10.4.1.1.6), native by default, or as they are compressed where the client takes
 * that. One frame is in memory at a time.
 */
final class FramesService implements WebService {

    private final WebExchanges exchanges;
    private final SyntaxConversion conversion;

    FramesService(WebExchanges exchanges, SyntaxConversion conversion) {
        this.exchanges = exchanges;
        this.conversion = conversion;
    }

    @Override
    public WebReply answer(WebRequest request, WebResource resource) throws WebRequestException, IOException {
        Wishes wishes = Wishes.of(request.accept(), resource.frames().size() == 1);
        Retrieval retrieval = Retrieval.of(exchanges, request, resource);
        boolean sent = false;
        try {
            WebReply reply = reply(retrieval, wishes, resource.frames());
            sent = true;
            return reply;
        } catch (TranscodeException e) {
            throw new WebRequestException(
                    WebRequestException.NOT_ACCEPTABLE, "The frames cannot be had: " + e.getMessage(), e);
        } finally {
            if (!sent) {
                retrieval.close();
            }
        }
    }

    private WebReply reply(Retrieval retrieval, Wishes wishes, List<Integer> numbers)
            throws IOException, WebRequestException {
        DicomObject object = retrieval.object(retrieval.next());
        FrameSource source = source(object, wishes);
        for (int number : numbers) {
            if (number > source.frames.count()) {
                source.close();
                throw new WebRequestException(
                        WebRequestException.NOT_FOUND, "The instance has " + source.frames.count() + " frames");
            }
        }
        if (wishes.single) {
            byte[] frame = source.frame(numbers.get(0));
            source.close();
            retrieval.close();
            return WebReply.of(200, source.type, frame);
        }
        String boundary = MultipartWriter.newBoundary();
        Iterator<Integer> left = numbers.iterator();
        MultipartParts.Source parts = new MultipartParts.Source() {
            @Override
            public MultipartParts.Part next() throws IOException {
                return left.hasNext()
                        ? new MultipartParts.Part(
                                source.type, Map.of(), new ByteArrayInputStream(source.frame(left.next())))
                        : null;
            }

            @Override
            public void close() {
                source.close();
                retrieval.close();
            }
        };
        MediaType type = MediaType.of(source.type.type(), source.type.subtype())
                .inRelated()
                .with("boundary", boundary);
        return WebReply.of(200, type, new ChainedStream(new MultipartParts(boundary, parts)));
    }

    private FrameSource source(DicomObject object, Wishes wishes) throws IOException, WebRequestException {
        Renditions renditions = new Renditions(conversion, wishes.syntaxes);
        TransferSyntax own = object.transferSyntax();
        if (own.encapsulated() && (renditions.anySyntax() || wishes.syntaxes.contains(own.uid()))) {
            return new FrameSource(object, false, true);
        }
        if (wishes.isNative()) {
            Frames frames = object.frames();
            frames.decoded(); // says now whether there is a codec
            return new FrameSource(object, frames, false, false);
        }
        TransferSyntax chosen = renditions.choose(object);
        if (chosen == null) {
            throw new WebRequestException(
                    WebRequestException.NOT_ACCEPTABLE,
                    "The frames are in none of the forms accepted, and cannot be made");
        }
        return new FrameSource(renditions.convert(object, chosen), true, true);
    }

    /** The frames of one object. */
    private static final class FrameSource {

        private final DicomObject object;
        private final Frames frames;
        private final boolean own;
        private final boolean encoded;
        private final MediaType type;

        FrameSource(DicomObject object, boolean own, boolean encoded) throws IOException {
            this(object, object.frames(), own, encoded);
        }

        /** @param own whether the object was made here and is to be let go */
        FrameSource(DicomObject object, Frames frames, boolean own, boolean encoded) {
            this.object = object;
            this.frames = frames;
            this.own = own;
            this.encoded = encoded;
            this.type = encoded
                    ? PixelMediaTypes.of(object.transferSyntaxUid())
                    : MediaType.OCTET_STREAM.with("transfer-syntax", UID.ExplicitVRLittleEndian);
        }

        byte[] frame(int number) throws IOException {
            if (!encoded) {
                return frames.decoded(number - 1);
            }
            EncodedFrame frame = frames.encoded(number - 1);
            return Arrays.copyOfRange(frame.bytes(), frame.start(), frame.end());
        }

        void close() {
            if (own) {
                object.discard();
            }
        }
    }

    /**
     * What the client takes.
     *
     * @param single whether one frame alone, not in parts
     * @param syntaxes transfer syntaxes, {@code *} for any
     */
    private record Wishes(boolean single, List<String> syntaxes) {

        static Wishes of(Accept accept, boolean ofOne) throws WebRequestException {
            List<String> inParts = new ArrayList<>();
            List<String> alone = new ArrayList<>();
            for (MediaType range : accept.ranges()) {
                if (range.includes(MediaType.MULTIPART_RELATED)) {
                    MediaType parts = range.related();
                    String syntax = Accept.transferSyntax(range);
                    add(parts == null ? MediaType.OCTET_STREAM : parts, syntax, inParts);
                } else if (ofOne) {
                    add(range, Accept.transferSyntax(range), alone);
                }
            }
            if (inParts.isEmpty() && alone.isEmpty()) {
                throw new WebRequestException(
                        WebRequestException.NOT_ACCEPTABLE,
                        "Frames can be multipart/related of application/octet-stream or of the image type they are"
                                + " compressed as");
            }
            return new Wishes(inParts.isEmpty(), inParts.isEmpty() ? alone : inParts);
        }

        private static void add(MediaType range, String syntax, List<String> syntaxes) {
            if (range.isSame(MediaType.OCTET_STREAM)) {
                syntaxes.add(syntax == null ? UID.ExplicitVRLittleEndian : syntax);
                return;
            }
            List<String> ofType = PixelMediaTypes.syntaxesOf(range);
            if (syntax == null || syntax.equals(Renditions.ANY)) {
                syntaxes.addAll(ofType);
            } else if (ofType.contains(syntax)) {
                syntaxes.add(syntax);
            }
        }

        /** Whether native little endian frames are taken. */
        boolean isNative() {
            return syntaxes.contains(UID.ExplicitVRLittleEndian)
                    || syntaxes.contains(UID.ImplicitVRLittleEndian)
                    || syntaxes.contains(Renditions.ANY);
        }
    }
}
