package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.render.ImageRenderer;
import io.cameldicom.dicom.render.PictureFormat;
import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.dicom.render.RenderOptions;
import io.cameldicom.dicom.render.Voi;
import io.cameldicom.dicom.transcode.Frames;
import io.cameldicom.dicom.transcode.TranscodeException;
import io.cameldicom.web.Accept;
import io.cameldicom.web.MediaType;
import io.cameldicom.web.QueryParameters;
import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * WADO-RS: pictures for people (PS3.18 10.4.1.1.3 and 10.4.1.1.4), JPEG or PNG: of the frame asked for, else of the first frame of
 * the first image of the entity.
 */
final class RenderedService implements WebService {

    private static final int THUMBNAIL = 128;
    private static final int LARGEST_SIDE = 16_384;
    /** Of an entity, so many objects are looked at for one that can be rendered. */
    private static final int MOST_TRIED = 50;

    private final WebExchanges exchanges;

    RenderedService(WebExchanges exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public WebReply answer(WebRequest request, WebResource resource) throws WebRequestException, IOException {
        PictureFormat format = format(request.accept());
        List<QueryParameters.Parameter> parameters = request.parameters();
        RenderOptions options = options(parameters, resource.target() == WebResource.Target.THUMBNAIL);
        int quality = quality(parameters);
        int frame = resource.frames().isEmpty() ? 1 : resource.frames().get(0);
        if (resource.frames().size() > 1) {
            throw WebRequestException.badRequest("One frame is rendered at a time");
        }
        try (Retrieval retrieval = Retrieval.of(exchanges, request, resource)) {
            String why = "";
            for (int tried = 0; tried < MOST_TRIED && retrieval.hasNext(); tried++) {
                try {
                    DicomObject object = retrieval.object(retrieval.next());
                    byte[] picture = render(object.frames(), frame, options, format, quality);
                    return WebReply.of(200, MediaType.parse(format.mediaType()), picture);
                } catch (TranscodeException | RenderException e) {
                    why = ": " + e.getMessage(); // a report among images; the next one
                }
            }
            throw new WebRequestException(WebRequestException.NOT_ACCEPTABLE, "There is nothing to render" + why);
        }
    }

    private static byte[] render(Frames frames, int frame, RenderOptions options, PictureFormat format, int quality)
            throws IOException, WebRequestException {
        if (frame > frames.count()) {
            throw new WebRequestException(
                    WebRequestException.NOT_FOUND, "The instance has " + frames.count() + " frames");
        }
        return format.encode(ImageRenderer.render(frames, frame, options), quality);
    }

    private static PictureFormat format(Accept accept) throws WebRequestException {
        for (MediaType range : accept.ranges()) {
            for (PictureFormat format : new PictureFormat[] {PictureFormat.JPEG, PictureFormat.PNG}) {
                if (range.includes(MediaType.parse(format.mediaType()))) {
                    return format;
                }
            }
        }
        throw new WebRequestException(WebRequestException.NOT_ACCEPTABLE, "Pictures can be image/jpeg or image/png");
    }

    private static RenderOptions options(List<QueryParameters.Parameter> parameters, boolean thumbnail)
            throws WebRequestException {
        RenderOptions options =
                thumbnail ? RenderOptions.DEFAULT.withSize(THUMBNAIL, THUMBNAIL) : RenderOptions.DEFAULT;
        String window = QueryParameters.first(parameters, "window");
        if (window != null) {
            options = options.withVoi(voi(window));
        }
        String viewport = QueryParameters.first(parameters, "viewport");
        return viewport == null ? options : viewport(options, viewport);
    }

    /** PS3.18 8.3.5.1.4: center, width, and the name of a function in words of its own. */
    private static Voi voi(String window) throws WebRequestException {
        String[] values = window.split(",", -1);
        try {
            if (values.length == 2) {
                return Voi.parse(window);
            }
            if (values.length == 3) {
                String function = values[2].strip().toUpperCase(Locale.ROOT).replace('-', '_');
                return Voi.parse(values[0] + "," + values[1] + "," + function);
            }
        } catch (IllegalArgumentException e) {
            throw new WebRequestException(WebRequestException.BAD_REQUEST, "window must be center,width,function", e);
        }
        throw WebRequestException.badRequest("window must be center,width,function");
    }

    /** PS3.18 8.3.5.1.3, without a part of the image to show. */
    private static RenderOptions viewport(RenderOptions options, String viewport) throws WebRequestException {
        String[] sides = viewport.split(",", -1);
        try {
            int width = Integer.parseInt(sides[0].strip());
            int height = Integer.parseInt(sides[1].strip());
            if (sides.length == 2 && Math.min(width, height) >= 1 && Math.max(width, height) <= LARGEST_SIDE) {
                return options.withSize(width, height);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new WebRequestException(WebRequestException.BAD_REQUEST, "viewport must be width,height", e);
        }
        throw WebRequestException.badRequest("viewport must be width,height, each 1 to " + LARGEST_SIDE
                + "; a region of the image is not supported");
    }

    private static int quality(List<QueryParameters.Parameter> parameters) throws WebRequestException {
        String quality = QueryParameters.first(parameters, "quality");
        try {
            int value = quality == null ? PictureFormat.DEFAULT_QUALITY : Integer.parseInt(quality);
            if (value >= 1 && value <= 100) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new WebRequestException(WebRequestException.BAD_REQUEST, "quality must be a number", e);
        }
        throw WebRequestException.badRequest("quality must be from 1 to 100");
    }
}
