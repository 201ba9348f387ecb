package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What changes in a data set when its pixel data is converted. */
final class ResultAttributes {
    private static final String LOSSY = "01";
    private static final String DERIVED = "DERIVED";
    /** The length of a value of ST (PS3.5 section 6.2). */
    private static final int LONGEST_DESCRIPTION = 1024;

    /** Transfer syntaxes that always lose information, where others may have kept all. */
    private static final Set<String> SURELY_LOSSY = Set.of(
            UID.JPEGBaseline8Bit,
            UID.JPEGExtended12Bit,
            UID.JPEGSpectralSelectionNonHierarchical68,
            UID.JPEGFullProgressionNonHierarchical1012,
            UID.JPEGLSNearLossless);

    private final Attributes attributes;

    ResultAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    /** Describes the frames and forgets the offset tables of what they were. */
    void describe(PixelDescription pixels) {
        setString(
                Tag.PhotometricInterpretation,
                pixels.photometricInterpretation().term());
        if (pixels.samplesPerPixel() > 1) {
            setNumber(Tag.PlanarConfiguration, pixels.planarConfiguration());
        }
        setNumber(Tag.BitsAllocated, pixels.bitsAllocated());
        setNumber(Tag.BitsStored, pixels.bitsStored());
        setNumber(Tag.HighBit, pixels.highBit());
        attributes.remove(Tag.ExtendedOffsetTable);
        attributes.remove(Tag.ExtendedOffsetTableLengths);
        attributes.remove(Tag.EncapsulatedPixelDataValueTotalLength);
    }

    private void setString(int tag, String value) {
        if (!value.equals(attributes.getString(tag))) {
            attributes.setString(tag, VR.CS, value);
        }
    }

    private void setNumber(int tag, int value) {
        if (attributes.getInt(tag, -1) != value) {
            attributes.setInt(tag, VR.US, value);
        }
    }

    /** What was once compressed with loss says so also when it no longer is (PS3.3 C.7.6.1.1.5). */
    void cameFrom(TransferSyntax source) {
        if (SURELY_LOSSY.contains(source.uid())) {
            setString(Tag.LossyImageCompression, LOSSY);
        }
    }

    /**
     * Makes it a new instance, compressed with loss and derived from the one it was (PS3.3 C.7.6.1.1.5, C.12.4.1).
     *
     * @param ratio bytes of the native frames through those of the compressed ones
     */
    void compressWithLoss(TransferSyntax target, double ratio, String newInstanceUid) {
        refer();
        attributes.setString(Tag.SOPInstanceUID, VR.UI, newInstanceUid);
        attributes.setString(Tag.LossyImageCompression, VR.CS, LOSSY);
        String rounded = new BigDecimal(ratio).round(new MathContext(4)).toPlainString();
        append(Tag.LossyImageCompressionRatio, VR.DS, rounded);
        append(Tag.LossyImageCompressionMethod, VR.CS, methodOf(target.uid()));
        describeDerivation("Lossy compression " + target.keyword() + ", ratio " + rounded);
        addCode(attributes, Tag.DerivationCodeSequence, "113040", "Lossy Compression");
        if (attributes.containsValue(Tag.ImageType)) {
            derive(attributes, Tag.ImageType);
        } else {
            attributes.setString(Tag.ImageType, VR.CS, DERIVED, "PRIMARY");
        }
        deriveFrames(attributes.getSequence(Tag.SharedFunctionalGroupsSequence));
        deriveFrames(attributes.getSequence(Tag.PerFrameFunctionalGroupsSequence));
    }

    private void refer() {
        if (!attributes.containsValue(Tag.SOPClassUID) || !attributes.containsValue(Tag.SOPInstanceUID)) {
            return;
        }
        Attributes source = new Attributes(attributes.bigEndian());
        source.setString(Tag.ReferencedSOPClassUID, VR.UI, attributes.getString(Tag.SOPClassUID));
        source.setString(Tag.ReferencedSOPInstanceUID, VR.UI, attributes.getString(Tag.SOPInstanceUID));
        addCode(source, Tag.PurposeOfReferenceCodeSequence, "121320", "Uncompressed predecessor");
        sequence(attributes, Tag.SourceImageSequence).add(source);
    }

    private void describeDerivation(String words) {
        String before = attributes.getString(Tag.DerivationDescription, "");
        String all = before.isEmpty() ? words : before + "; " + words;
        attributes.setString(Tag.DerivationDescription, VR.ST, all.length() <= LONGEST_DESCRIPTION ? all : words);
    }

    private static void addCode(Attributes to, int tag, String value, String meaning) {
        Sequence codes = sequence(to, tag);
        if (codes.stream().anyMatch(code -> value.equals(code.getString(Tag.CodeValue)))) {
            return;
        }
        Attributes code = new Attributes(to.bigEndian());
        code.setString(Tag.CodeValue, VR.SH, value);
        code.setString(Tag.CodingSchemeDesignator, VR.SH, "DCM");
        code.setString(Tag.CodeMeaning, VR.LO, meaning);
        codes.add(code);
    }

    private static Sequence sequence(Attributes of, int tag) {
        Sequence there = of.getSequence(tag);
        return there != null ? there : of.newSequence(tag);
    }

    private void append(int tag, VR vr, String value) {
        List<String> values = new ArrayList<>();
        if (attributes.containsValue(tag)) {
            values.addAll(Arrays.asList(attributes.getStrings(tag)));
        }
        values.add(value);
        attributes.setString(tag, vr, values.toArray(String[]::new));
    }

    private static void derive(Attributes in, int tag) {
        String[] type = in.getStrings(tag);
        type[0] = DERIVED;
        in.setString(tag, VR.CS, type);
    }

    /** Frame Type says for each frame what Image Type says for all (PS3.3 C.8.16.1). */
    private static void deriveFrames(Sequence groups) {
        if (groups == null) {
            return;
        }
        for (Attributes group : groups) {
            for (int tag : group.tags()) {
                Attributes macro = group.getNestedDataset(tag);
                if (macro != null && macro.containsValue(Tag.FrameType)) {
                    derive(macro, Tag.FrameType);
                }
            }
        }
    }

    /** The defined terms of PS3.3 C.7.6.1.1.5.1. */
    private static String methodOf(String transferSyntax) {
        return switch (transferSyntax) {
            case UID.JPEGLSNearLossless -> "ISO_14495_1";
            case UID.JPEG2000, UID.JPEG2000MC -> "ISO_15444_1";
            case UID.HTJ2K -> "ISO_15444_15";
            case UID.JPEGXL, UID.JPEGXLJPEGRecompression -> "ISO_18181_1";
            default -> "ISO_10918_1";
        };
    }
}
