package io.cameldicom.fhir;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What FHIR takes as a URI. */
final class Uris {

    /** Roots of fewer arcs than four are nobody's, and validators refuse them. */
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*)){3,}");

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Uris() {}

    static boolean isAbsolute(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** {@code urn:oid:}; null if the text is no OID. */
    static String oid(String text) {
        return text != null && OID.matcher(text).matches() ? "urn:oid:" + text : null;
    }

    /** {@code urn:uuid:}; null if the text is no UUID in lower case. */
    static String uuid(String text) {
        return text != null && UUID.matcher(text).matches() ? "urn:uuid:" + text : null;
    }

    static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
