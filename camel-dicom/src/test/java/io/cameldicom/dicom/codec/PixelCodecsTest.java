package io.cameldicom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.cameldicom.dicom.codec.jpegls.JpegLsCodec;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.transcode.DataSetSource;
import io.cameldicom.dicom.transcode.Frames;
import io.cameldicom.dicom.transcode.Transcoder;
import io.cameldicom.plugged.MirrorCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codecs of others are plugged in by a file on the class path, as {@link java.util.ServiceLoader} says. */
class PixelCodecsTest {
    private static final PixelDescription PIXELS = PixelDescription.monochrome(2, 3, 8, 8);
    private static final byte[] FRAME = {1, 2, 3, 4, 5, 6};

    @TempDir
    Path classPath;

    @Test
    void a_codec_plugged_in_converts_what_nothing_here_does() throws IOException {
        PixelCodecs codecs = plugged(MirrorCodec.class.getName());
        Transcoder toMirror = Transcoder.to(TransferSyntax.of(MirrorCodec.FOREIGN))
                .codecs(codecs)
                .build();

        Attributes mirrored = converted(image(), toMirror).readDataset(ReadLimits.DEFAULT);
        byte[] fragment = new byte[FRAME.length];
        mirrored.getFragments(Tag.PixelData).buffer(1).get(fragment);
        assertArrayEquals(new byte[] {6, 5, 4, 3, 2, 1}, fragment);

        Transcoder back = Transcoder.to(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .codecs(codecs)
                .build();
        assertArrayEquals(FRAME, pixels(converted(converted(image(), toMirror), back)));
    }

    @Test
    void a_codec_plugged_in_goes_before_the_own_ones() throws IOException {
        PixelCodecs codecs = plugged(MirrorCodec.class.getName());

        assertInstanceOf(MirrorCodec.class, codecs.encoderOf(UID.RLELossless).orElseThrow());
        assertInstanceOf(MirrorCodec.class, codecs.decoderOf(UID.RLELossless).orElseThrow());
        assertInstanceOf(JpegLsCodec.class, codecs.encoderOf(UID.JPEGLSLossless).orElseThrow());
    }

    @Test
    void a_codec_that_cannot_be_loaded_takes_the_others_nothing() throws IOException {
        PixelCodecs codecs = plugged(
                "com.example.Missing\n" + MirrorCodec.Unloadable.class.getName() + "\n" + MirrorCodec.class.getName());

        assertInstanceOf(MirrorCodec.class, codecs.encoderOf(UID.RLELossless).orElseThrow());
        assertInstanceOf(JpegLsCodec.class, codecs.encoderOf(UID.JPEGLSLossless).orElseThrow());
    }

    private PixelCodecs plugged(String providers) throws IOException {
        Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
        Files.writeString(services.resolve(PixelCodec.class.getName()), providers);
        URL[] more = {classPath.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(more, PixelCodec.class.getClassLoader())) {
            return PixelCodecs.installed(loader);
        }
    }

    private static DataSetSource image() {
        Attributes image = new Attributes();
        image.setString(Tag.SOPInstanceUID, VR.UI, "2.25.1");
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, PIXELS.rows());
        image.setInt(Tag.Columns, VR.US, PIXELS.columns());
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        image.setBytes(Tag.PixelData, VR.OB, FRAME);
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        byte[] bytes = DicomOutputStream.encode(image, syntax);
        return DataSetSource.ofBytes(bytes, 0, bytes.length, syntax);
    }

    private static DataSetSource converted(DataSetSource source, Transcoder transcoder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        transcoder.transcode(source, out);
        return DataSetSource.ofBytes(out.toByteArray(), 0, out.size(), transcoder.target());
    }

    private static byte[] pixels(DataSetSource source) throws IOException {
        Frames frames = Frames.open(source, ReadLimits.DEFAULT);
        assertEquals(1, frames.count());
        return Arrays.copyOf(frames.decoded(0), FRAME.length);
    }
}
