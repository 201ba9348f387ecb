package io.cameldicom.web.client;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.web.MediaType;
import java.util.List;

/** The media types of frames by transfer syntax (PS3.18 table 8.7.3-5). */
final class FrameMediaTypes {

    /** Of transfer syntaxes whose keyword begins so; the first that fits counts. */
    private record Family(String keyword, MediaType type) {}

    private static final List<Family> FAMILIES = List.of(
            new Family("JPEGLS", MediaType.of("image", "jls")),
            new Family("JPEG2000MC", MediaType.of("image", "jpx")),
            new Family("JPEG2000", MediaType.of("image", "jp2")),
            new Family("JPEGXL", MediaType.of("image", "jxl")),
            new Family("JPEG", MediaType.of("image", "jpeg")),
            new Family("HTJ2K", MediaType.of("image", "jphc")),
            new Family("RLE", MediaType.of("image", "dicom-rle")));

    private FrameMediaTypes() {}

    /** @param transferSyntax UID; null and {@code *} are octet streams, as is what no family has */
    static MediaType of(String transferSyntax) {
        if (transferSyntax == null || transferSyntax.equals("*")) {
            return MediaType.OCTET_STREAM;
        }
        String keyword = TransferSyntax.of(transferSyntax).keyword();
        return FAMILIES.stream()
                .filter(family -> keyword.startsWith(family.keyword))
                .findFirst()
                .map(Family::type)
                .orElse(MediaType.OCTET_STREAM);
    }
}
