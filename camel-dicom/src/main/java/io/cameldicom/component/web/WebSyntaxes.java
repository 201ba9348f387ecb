package io.cameldicom.component.web;

import io.cameldicom.component.transcode.Transcoding;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The options of producers that name transfer syntaxes. */
final class WebSyntaxes {

    private static final String AS_THEY_ARE = "*";

    private WebSyntaxes() {}

    /**
     * UIDs of the option {@code transferSyntaxes}; an asterisk stays one.
     *
     * @return empty if the option is not set
     * @throws IllegalArgumentException naming the option
     */
    static List<String> resolve(String names) {
        if (names == null || names.isBlank()) {
            return List.of();
        }
        try {
            return Arrays.stream(names.split(","))
                    .map(String::strip)
                    .flatMap(name -> name.equals(AS_THEY_ARE)
                            ? Stream.of(AS_THEY_ARE)
                            : TransferSyntax.resolve(name).stream().map(TransferSyntax::uid))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("transferSyntaxes=" + names + ": " + e.getMessage(), e);
        }
    }

    static boolean isAuto(String transcode) {
        return "auto".equalsIgnoreCase(transcode);
    }

    /**
     * What the option {@code transcode} names.
     *
     * @return null for {@code auto} and {@code never}
     * @throws IllegalArgumentException naming the option
     */
    static TransferSyntax target(String transcode) {
        if (isAuto(transcode) || "never".equalsIgnoreCase(transcode)) {
            return null;
        }
        try {
            return Transcoding.target(transcode);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("transcode=" + transcode + ": " + e.getMessage(), e);
        }
    }
}
