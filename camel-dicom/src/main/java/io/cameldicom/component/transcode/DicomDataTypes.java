package io.cameldicom.component.transcode;

import io.cameldicom.dicom.dict.UID;
import org.apache.camel.spi.DataTypeTransformer;

/**
 * The data types {@code dicom:<name>} of {@code transformDataType}: transfer syntaxes that lose nothing, for a data type
 * has no options in which one could allow it to. Camel finds a transformer by its full name, so each has a class.
 */
public final class DicomDataTypes {

    private DicomDataTypes() {}

    @DataTypeTransformer(
            name = "dicom:implicit-vr-little-endian",
            description = "A DICOM object in ImplicitVRLittleEndian")
    public static final class ImplicitVrLittleEndian extends TransferSyntaxTransformer {
        public ImplicitVrLittleEndian() {
            super(UID.ImplicitVRLittleEndian);
        }
    }

    @DataTypeTransformer(
            name = "dicom:explicit-vr-little-endian",
            description = "A DICOM object in ExplicitVRLittleEndian")
    public static final class ExplicitVrLittleEndian extends TransferSyntaxTransformer {
        public ExplicitVrLittleEndian() {
            super(UID.ExplicitVRLittleEndian);
        }
    }

    @DataTypeTransformer(name = "dicom:explicit-vr-big-endian", description = "A DICOM object in ExplicitVRBigEndian")
    public static final class ExplicitVrBigEndian extends TransferSyntaxTransformer {
        public ExplicitVrBigEndian() {
            super(UID.ExplicitVRBigEndian);
        }
    }

    @DataTypeTransformer(
            name = "dicom:deflated-explicit-vr-little-endian",
            description = "A DICOM object in DeflatedExplicitVRLittleEndian")
    public static final class DeflatedExplicitVrLittleEndian extends TransferSyntaxTransformer {
        public DeflatedExplicitVrLittleEndian() {
            super(UID.DeflatedExplicitVRLittleEndian);
        }
    }

    @DataTypeTransformer(name = "dicom:rle-lossless", description = "A DICOM object in RLELossless")
    public static final class RleLossless extends TransferSyntaxTransformer {
        public RleLossless() {
            super(UID.RLELossless);
        }
    }

    @DataTypeTransformer(name = "dicom:jpeg-lossless", description = "A DICOM object in JPEGLossless")
    public static final class JpegLossless extends TransferSyntaxTransformer {
        public JpegLossless() {
            super(UID.JPEGLossless);
        }
    }

    @DataTypeTransformer(name = "dicom:jpeg-lossless-sv1", description = "A DICOM object in JPEGLosslessSV1")
    public static final class JpegLosslessSv1 extends TransferSyntaxTransformer {
        public JpegLosslessSv1() {
            super(UID.JPEGLosslessSV1);
        }
    }

    @DataTypeTransformer(name = "dicom:jpeg-ls-lossless", description = "A DICOM object in JPEGLSLossless")
    public static final class JpegLsLossless extends TransferSyntaxTransformer {
        public JpegLsLossless() {
            super(UID.JPEGLSLossless);
        }
    }

    @DataTypeTransformer(name = "dicom:jpeg-2000-lossless", description = "A DICOM object in JPEG2000Lossless")
    public static final class Jpeg2000Lossless extends TransferSyntaxTransformer {
        public Jpeg2000Lossless() {
            super(UID.JPEG2000Lossless);
        }
    }
}
