package io.cameldicom.web;

/**
 * What a multipart body may have besides the content of its parts.
 *
 * @param maxParts parts
 * @param maxHeaders headers of a part
 * @param maxHeaderBytes all headers of a part together
 * @param maxPreamble bytes before the first boundary
 */
public record MultipartLimits(int maxParts, int maxHeaders, int maxHeaderBytes, int maxPreamble) {

    public static final MultipartLimits DEFAULT = new MultipartLimits(1_000_000, 32, 8 * 1024, 64 * 1024);
}
