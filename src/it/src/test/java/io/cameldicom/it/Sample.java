package io.cameldicom.it;

import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.Relabel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One object for each transfer syntax that DCMTK 3.6.7 can send. Where the corpus has none, a file with a similar stream
 * is labelled with it: no program on the way decodes pixel data.
 */
public enum Sample {
    IMPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2", "native/mr-implicit-le.dcm", "-xi"),
    EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1", "native/ct-explicit-le.dcm", "-xe"),
    EXPLICIT_VR_BIG_ENDIAN("1.2.840.10008.1.2.2", "native/mr-explicit-be.dcm", "-xb"),
    DEFLATED("1.2.840.10008.1.2.1.99", "deflated/sc-image.dcm", "-xd"),
    RLE_LOSSLESS("1.2.840.10008.1.2.5", "rle/mr.dcm", "-xr"),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", "jpeg/baseline-ybr-422.dcm", "-xy"),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", "jpeg/extended-12bit.dcm", "-xx"),
    JPEG_PROCESS_3_5("1.2.840.10008.1.2.4.52", "jpeg/spectral-8bit.dcm", null),
    JPEG_PROCESS_6_8("1.2.840.10008.1.2.4.53", "jpeg/spectral-8bit.dcm", null),
    JPEG_PROCESS_7_9("1.2.840.10008.1.2.4.54", "jpeg/spectral-8bit.dcm", null),
    JPEG_PROCESS_10_12("1.2.840.10008.1.2.4.55", "jpeg/progressive-8bit.dcm", null),
    JPEG_PROCESS_11_13("1.2.840.10008.1.2.4.56", "jpeg/progressive-8bit.dcm", null),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", "jpeg/lossless-14-sv4-mr.dcm", null),
    JPEG_PROCESS_15("1.2.840.10008.1.2.4.58", "jpeg/lossless-14-sv4-mr.dcm", null),
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", "jpeg/lossless-sv1-mr.dcm", "-xs"),
    JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", "jpegls/lossless-mr.dcm", "-xt"),
    JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", "jpegls/near2-rgb-none.dcm", "-xu"),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "jpeg2000/lossless-mr.dcm", "-xv"),
    JPEG_2000("1.2.840.10008.1.2.4.91", "jpeg2000/lossy-rgb.dcm", "-xw"),
    JPEG_2000_PART_2_LOSSLESS("1.2.840.10008.1.2.4.92", "jpeg2000/lossless-mr.dcm", null),
    JPEG_2000_PART_2("1.2.840.10008.1.2.4.93", "jpeg2000/lossy-rgb.dcm", null),
    MPEG2_MAIN_LEVEL("1.2.840.10008.1.2.4.100", "video/mpeg2.dcm", "-xm"),
    MPEG2_HIGH_LEVEL("1.2.840.10008.1.2.4.101", "video/mpeg2.dcm", "-xh"),
    MPEG4_HIGH_PROFILE("1.2.840.10008.1.2.4.102", "video/h264.dcm", "-xn"),
    MPEG4_BD_COMPATIBLE("1.2.840.10008.1.2.4.103", "video/h264.dcm", "-xl"),
    MPEG4_4_2_2D("1.2.840.10008.1.2.4.104", "video/h264.dcm", "-x2"),
    MPEG4_4_2_3D("1.2.840.10008.1.2.4.105", "video/h264.dcm", "-x3"),
    MPEG4_STEREO("1.2.840.10008.1.2.4.106", "video/h264.dcm", "-xo"),
    HEVC_MAIN("1.2.840.10008.1.2.4.107", "video/h264.dcm", "-x4"),
    HEVC_MAIN_10("1.2.840.10008.1.2.4.108", "video/h264.dcm", "-x5");

    private final String transferSyntaxUid;
    private final String corpusFile;
    private final String storescuOption;
    private Part10File file;

    Sample(String transferSyntaxUid, String corpusFile, String storescuOption) {
        this.transferSyntaxUid = transferSyntaxUid;
        this.corpusFile = corpusFile;
        this.storescuOption = storescuOption;
    }

    public String transferSyntaxUid() {
        return transferSyntaxUid;
    }

    /** The option that makes {@code storescu} propose this transfer syntax; it has none for some it knows. */
    public Optional<String> storescuOption() {
        return Optional.ofNullable(storescuOption);
    }

    public synchronized Part10File file() {
        if (file == null) {
            try {
                file = prepare();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    private Part10File prepare() throws IOException {
        Part10File original = Part10File.read(Corpus.file(corpusFile));
        if (original.transferSyntaxUid().equals(transferSyntaxUid)) {
            return original;
        }
        Path folder = Files.createDirectories(Path.of("target", "it", "samples").toAbsolutePath());
        return Relabel.copy(original, folder.resolve(name() + ".dcm"), transferSyntaxUid, ordinal());
    }
}
