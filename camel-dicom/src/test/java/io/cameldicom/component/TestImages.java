package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.transcode.Transcoder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Synthetic images whose pixels mean something, so that they can be converted. */
final class TestImages {

    private static final int SIDE = 128;

    private TestImages() {}

    /** A secondary capture of 128x128 pixels of 16 bits in Explicit VR Little Endian. */
    static DicomObject native16() {
        Attributes image = image(16);
        byte[] pixels = new byte[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int value = i % SIDE * 113 ^ i / SIDE * 7;
            pixels[2 * i] = (byte) value;
            pixels[2 * i + 1] = (byte) (value >> 8);
        }
        image.setBytes(Tag.PixelData, VR.OW, pixels);
        return TestObjects.encode(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** The same with pixels of eight bits. */
    static DicomObject native8() {
        Attributes image = image(8);
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % SIDE + i / SIDE);
        }
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return TestObjects.encode(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** A data set of 5x3 pixels in color, color by pixel. */
    static Attributes rgb() {
        Attributes image = image(8);
        image.setInt(Tag.SamplesPerPixel, VR.US, 3);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "RGB");
        image.setInt(Tag.PlanarConfiguration, VR.US, 0);
        image.setInt(Tag.Columns, VR.US, 5);
        image.setInt(Tag.Rows, VR.US, 3);
        byte[] pixels = new byte[45];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 5);
        }
        image.setBytes(Tag.PixelData, VR.OB, pixels);
        return image;
    }

    /** An image in this transfer syntax. */
    static DicomObject compressed(DicomObject image, TransferSyntax syntax) {
        try {
            return image.transcode(Transcoder.to(syntax));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Attributes of an image with these bytes as its only fragment. */
    static Attributes fragments(byte[] fragment) {
        Attributes image = image(8);
        Fragments fragments = image.newFragments(Tag.PixelData, VR.OB);
        fragments.add(new byte[0]);
        fragments.add(fragment);
        return image;
    }

    private static Attributes image(int bits) {
        Attributes image = TestObjects.attributes("OT", UID.SecondaryCaptureImageStorage, 0);
        image.setInt(Tag.SamplesPerPixel, VR.US, 1);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setInt(Tag.Rows, VR.US, SIDE);
        image.setInt(Tag.Columns, VR.US, SIDE);
        image.setInt(Tag.BitsAllocated, VR.US, bits);
        image.setInt(Tag.BitsStored, VR.US, bits);
        image.setInt(Tag.HighBit, VR.US, bits - 1);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        return image;
    }
}
