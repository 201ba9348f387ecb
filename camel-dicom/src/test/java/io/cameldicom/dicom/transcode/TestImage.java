package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Objects made up for tests, and their way through a transcoder. */
final class TestImage {
    static final String INSTANCE = "2.25.4711";

    private TestImage() {}

    /** A secondary capture image whose pixel data is these native frames, byte by byte one behind the other. */
    static Attributes of(PixelDescription pixels, byte[]... frames) {
        Attributes image = head(pixels, frames.length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(frames).forEach(all::writeBytes);
        image.setBytes(Tag.PixelData, pixels.bitsAllocated() > 8 ? VR.OW : VR.OB, all.toByteArray());
        return image;
    }

    /** One whose pixel data is these fragments, the first of them the Basic Offset Table. */
    static Attributes ofFragments(PixelDescription pixels, int frames, byte[]... fragments) {
        Attributes image = head(pixels, frames);
        Fragments pixelData = image.newFragments(Tag.PixelData, VR.OB);
        List.of(fragments).forEach(pixelData::add);
        return image;
    }

    static Attributes head(PixelDescription pixels, int frames) {
        Attributes image = new Attributes();
        image.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
        image.setString(Tag.SOPInstanceUID, VR.UI, INSTANCE);
        image.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
        if (frames != 1) {
            image.setInt(Tag.NumberOfFrames, VR.IS, frames);
        }
        describe(image, pixels);
        return image;
    }

    static void describe(Attributes image, PixelDescription pixels) {
        image.setInt(Tag.SamplesPerPixel, VR.US, pixels.samplesPerPixel());
        image.setString(
                Tag.PhotometricInterpretation,
                VR.CS,
                pixels.photometricInterpretation().term());
        if (pixels.samplesPerPixel() > 1) {
            image.setInt(Tag.PlanarConfiguration, VR.US, pixels.planarConfiguration());
        }
        image.setInt(Tag.Rows, VR.US, pixels.rows());
        image.setInt(Tag.Columns, VR.US, pixels.columns());
        image.setInt(Tag.BitsAllocated, VR.US, pixels.bitsAllocated());
        image.setInt(Tag.BitsStored, VR.US, pixels.bitsStored());
        image.setInt(Tag.HighBit, VR.US, pixels.highBit());
        image.setInt(Tag.PixelRepresentation, VR.US, pixels.signed() ? 1 : 0);
    }

    static DataSetSource source(Attributes attributes, TransferSyntax transferSyntax) {
        byte[] bytes = DicomOutputStream.encode(attributes, transferSyntax);
        return DataSetSource.ofBytes(bytes, 0, bytes.length, transferSyntax);
    }

    static DataSetSource convert(DataSetSource source, Transcoder transcoder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        transcoder.transcode(source, out);
        return DataSetSource.ofBytes(out.toByteArray(), 0, out.size(), transcoder.target());
    }

    static DataSetSource convert(DataSetSource source, TransferSyntax target) throws IOException {
        return convert(source, Transcoder.to(target).build());
    }

    static Frames frames(DataSetSource source) throws IOException {
        return Frames.open(source, ReadLimits.DEFAULT);
    }
}
