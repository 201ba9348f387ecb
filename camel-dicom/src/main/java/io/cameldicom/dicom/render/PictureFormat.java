package io.cameldicom.dicom.render;

import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file format of pictures. */
public enum PictureFormat {
    PNG("image/png") {
        @Override
        public byte[] encode(Picture picture, int quality) throws IOException {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            PngWriter.write(picture.rows(), 0, file);
            return file.toByteArray();
        }
    },
    JPEG("image/jpeg") {
        @Override
        public byte[] encode(Picture picture, int quality) throws IOException {
            if (picture.bits() != 8) {
                throw new IllegalArgumentException("a JPEG picture has 8 bits, not " + picture.bits());
            }
            PixelDescription pixels = picture.samples() == 1
                    ? PixelDescription.monochrome(picture.height(), picture.width(), 8, 8)
                    : PixelDescription.rgb(picture.height(), picture.width());
            PixelCodec codec = PixelCodecs.installed()
                    .encoderOf(UID.JPEGBaseline8Bit)
                    .orElseThrow(() -> new RenderException("there is no JPEG codec on the class path"));
            ByteBuffer encoded = codec.encode(
                    UID.JPEGBaseline8Bit, picture.data(), pixels, CodecParameters.DEFAULTS.with("quality", quality));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        }
    };

    /** Quality where nobody asks for one. */
    public static final int DEFAULT_QUALITY = 90;

    private final String mediaType;

    PictureFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /**
     * The picture as a file.
     *
     * @param quality 1 to 100, by the scale of the Independent JPEG Group; PNG loses nothing and does not look at it
     */
    public abstract byte[] encode(Picture picture, int quality) throws IOException;
}
