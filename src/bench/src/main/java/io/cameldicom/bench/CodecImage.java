package io.cameldicom.bench;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.transcode.DataSetSource;
import io.cameldicom.dicom.transcode.Frames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A multi-frame image whose frames are those of a real one, repeated.
 *
 * @param name for the table
 * @param file native, explicit VR little endian
 * @param bytes of its pixels
 * @param color three samples of eight bits, which baseline JPEG takes
 */
record CodecImage(String name, Path file, long bytes, boolean color) {
    private static final String INSTANCE = "2.25.270814";

    private record Origin(String name, String corpusFile, int frames) {}

    private static final List<Origin> ORIGINS = List.of(
            new Origin("CT 512x512, 16 bits", "rle/ct-enhanced-bot.dcm", 32),
            new Origin("US 640x480, RGB", "jpeg2000/lossless-us-rct.dcm", 18));

    /** All of them, written into a folder. */
    static List<CodecImage> write(Path corpus, Path folder, boolean quick) throws IOException {
        Files.createDirectories(folder);
        CodecImage[] images = new CodecImage[ORIGINS.size()];
        for (int i = 0; i < images.length; i++) {
            Origin origin = ORIGINS.get(i);
            Frames frames = Frames.open(DataSetSource.ofFile(corpus.resolve(origin.corpusFile())), ReadLimits.DEFAULT);
            images[i] = write(origin.name(), frames, quick ? 2 : origin.frames(), folder.resolve(i + ".dcm"));
        }
        return List.of(images);
    }

    private static CodecImage write(String name, Frames frames, int count, Path file) throws IOException {
        PixelDescription pixels = frames.decoded();
        boolean color = pixels.samplesPerPixel() > 1;
        int length = (int) pixels.frameLength();
        byte[] all = new byte[count * length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(frames.decoded(i % frames.count()), 0, all, i * length, length);
        }
        String sopClass = color ? UID.MultiFrameTrueColorSecondaryCaptureImageStorage : UID.EnhancedCTImageStorage;
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, sopClass);
        image.setString(Tag.SOPInstanceUID, VR.UI, INSTANCE);
        image.setString(Tag.StudyInstanceUID, VR.UI, INSTANCE + ".1");
        image.setString(Tag.SeriesInstanceUID, VR.UI, INSTANCE + ".2");
        image.setInt(Tag.SamplesPerPixel, VR.US, pixels.samplesPerPixel());
        image.setString(
                Tag.PhotometricInterpretation,
                VR.CS,
                pixels.photometricInterpretation().term());
        if (color) {
            image.setInt(Tag.PlanarConfiguration, VR.US, 0);
        }
        image.setInt(Tag.NumberOfFrames, VR.IS, count);
        image.setInt(Tag.Rows, VR.US, pixels.rows());
        image.setInt(Tag.Columns, VR.US, pixels.columns());
        image.setInt(Tag.BitsAllocated, VR.US, pixels.bitsAllocated());
        image.setInt(Tag.BitsStored, VR.US, pixels.bitsStored());
        image.setInt(Tag.HighBit, VR.US, pixels.highBit());
        image.setInt(Tag.PixelRepresentation, VR.US, pixels.signed() ? 1 : 0);
        image.setBytes(Tag.PixelData, color ? VR.OB : VR.OW, all);
        try (OutputStream to = Files.newOutputStream(file);
                DicomOutputStream out = new DicomOutputStream(to, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            out.writeFileMetaInformation(FileMetaInformation.of(sopClass, INSTANCE, UID.ExplicitVRLittleEndian));
            out.writeDataset(image);
        }
        return new CodecImage(name, file, all.length, color);
    }
}
