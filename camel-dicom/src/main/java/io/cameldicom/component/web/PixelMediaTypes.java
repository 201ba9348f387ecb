package io.cameldicom.component.web;

import io.cameldicom.dicom.dict.UID;
import io.cameldicom.web.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which media type compressed frames have (PS3.18 table 8.7.3-5). */
final class PixelMediaTypes {

    private static final Map<String, MediaType> BY_SYNTAX = new LinkedHashMap<>();

    static {
        MediaType jpeg = MediaType.of("image", "jpeg");
        MediaType jls = MediaType.of("image", "jls");
        MediaType jp2 = MediaType.of("image", "jp2");
        MediaType jpx = MediaType.of("image", "jpx");
        MediaType jphc = MediaType.of("image", "jphc");
        BY_SYNTAX.put(UID.JPEGLosslessSV1, jpeg); // the default of image/jpeg
        BY_SYNTAX.put(UID.JPEGBaseline8Bit, jpeg);
        BY_SYNTAX.put(UID.JPEGExtended12Bit, jpeg);
        BY_SYNTAX.put(UID.JPEGLossless, jpeg);
        BY_SYNTAX.put(UID.RLELossless, MediaType.of("image", "dicom-rle"));
        BY_SYNTAX.put(UID.JPEGLSLossless, jls);
        BY_SYNTAX.put(UID.JPEGLSNearLossless, jls);
        BY_SYNTAX.put(UID.JPEG2000Lossless, jp2);
        BY_SYNTAX.put(UID.JPEG2000, jp2);
        BY_SYNTAX.put(UID.JPEG2000MCLossless, jpx);
        BY_SYNTAX.put(UID.JPEG2000MC, jpx);
        BY_SYNTAX.put(UID.HTJ2KLossless, jphc);
        BY_SYNTAX.put(UID.HTJ2KLosslessRPCL, jphc);
        BY_SYNTAX.put(UID.HTJ2K, jphc);
    }

    private PixelMediaTypes() {}

    /** Of frames as they are in this transfer syntax, which is among its parameters. */
    static MediaType of(String transferSyntax) {
        return BY_SYNTAX.getOrDefault(transferSyntax, MediaType.OCTET_STREAM).with("transfer-syntax", transferSyntax);
    }

    /** The transfer syntaxes whose frames have a media type in this range, the default of the type first. */
    static List<String> syntaxesOf(MediaType range) {
        return BY_SYNTAX.entrySet().stream()
                .filter(entry -> range.includes(entry.getValue()) || isOldName(range, entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Names from before they were registered, which clients still use. */
    private static boolean isOldName(MediaType range, MediaType type) {
        return range.type().equals("image") && range.subtype().equals("x-" + type.subtype());
    }
}
