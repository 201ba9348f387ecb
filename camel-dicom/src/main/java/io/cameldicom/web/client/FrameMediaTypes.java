package io.cameldicom.web.client;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.web.MediaType;

/** The media types of frames by transfer syntax (PS3.18 table 8.7.3-5). */
final class FrameMediaTypes {

    private FrameMediaTypes() {}

    /** @param transferSyntax UID; null and {@code *} are octet streams */
    static MediaType of(String transferSyntax) {
        if (transferSyntax == null || transferSyntax.equals("*")) {
            return MediaType.OCTET_STREAM;
        }
        TransferSyntax syntax = TransferSyntax.of(transferSyntax);
        if (!syntax.encapsulated()) {
            return MediaType.OCTET_STREAM;
        }
        String keyword = syntax.keyword();
        String subtype = keyword.startsWith("JPEGLS")
                ? "jls"
                : keyword.startsWith("JPEG2000MC")
                        ? "jpx"
                        : keyword.startsWith("JPEG2000")
                                ? "jp2"
                                : keyword.startsWith("HTJ2K")
                                        ? "jphc"
                                        : keyword.startsWith("JPEGXL")
                                                ? "jxl"
                                                : keyword.startsWith("JPEG")
                                                        ? "jpeg"
                                                        : keyword.startsWith("RLE") ? "dicom-rle" : null;
        return subtype == null ? MediaType.OCTET_STREAM : MediaType.of("image", subtype);
    }
}
