package io.cameldicom.component.image;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.render.ImageRenderer;
import io.cameldicom.dicom.render.Picture;
import io.cameldicom.dicom.render.PictureFormat;
import io.cameldicom.dicom.render.RenderOptions;
import io.cameldicom.dicom.render.Voi;
import io.cameldicom.dicom.transcode.Frames;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Puts a picture of a frame, as bytes, in the place of the image in the body. */
class DicomImageProducer extends DefaultProducer {
    private final DicomImageEndpoint endpoint;

    DicomImageProducer(DicomImageEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        int frame = message.getHeader(ImageConstants.FRAME, endpoint.getFrame(), Integer.class);
        String window = message.getHeader(ImageConstants.WINDOW, endpoint.getWindow(), String.class);
        PictureSize size = PictureSize.parse(message.getHeader(ImageConstants.SIZE, endpoint.getSize(), String.class));
        PictureFormat format =
                DicomImageEndpoint.format(message.getHeader(ImageConstants.FORMAT, endpoint.getFormat(), String.class));
        RenderOptions options = RenderOptions.DEFAULT
                .withVoi(Voi.parse(window))
                .withSize(size.width(), size.height())
                .withOverlays(endpoint.isOverlays());

        Frames frames = frames(message);
        if (frame < 1 || frame > frames.count()) {
            throw new IllegalArgumentException("dicom-image:render: frame " + frame + " of an image with "
                    + frames.count() + (frames.count() == 1 ? " frame" : " frames"));
        }
        Picture picture = ImageRenderer.render(frames, frame, options);
        message.setBody(format.encode(picture, endpoint.getQuality()));
        message.setHeader(ImageConstants.CONTENT_TYPE, format.mediaType());
        message.setHeader(ImageConstants.WIDTH, picture.width());
        message.setHeader(ImageConstants.HEIGHT, picture.height());
    }

    /** Of an object, of what converts to one, or of a data set with its native pixels. */
    private static Frames frames(Message message) throws IOException, InvalidPayloadException {
        if (message.getBody() instanceof Attributes attributes) {
            return Frames.of(
                    attributes,
                    attributes.bigEndian()
                            ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN
                            : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        return message.getMandatoryBody(DicomObject.class).frames();
    }
}
