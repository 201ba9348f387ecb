package io.cameldicom.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A media type or media range with its parameters (RFC 9110 8.3.1), such as {@code multipart/related;
 * type="application/dicom"; boundary=x}. Immutable.
 *
 * @param type in lower case, {@code *} for any
 * @param subtype in lower case, {@code *} for any
 * @param parameters by name in lower case, in the order they came, values without their quotes; unmodifiable
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {

    public static final MediaType DICOM = of("application", "dicom");
    public static final MediaType DICOM_JSON = of("application", "dicom+json");
    public static final MediaType DICOM_XML = of("application", "dicom+xml");
    public static final MediaType JSON = of("application", "json");
    public static final MediaType OCTET_STREAM = of("application", "octet-stream");
    public static final MediaType MULTIPART_RELATED = of("multipart", "related");

    private static final String ANY = "*";
    /** More than any header needs; a hostile one ends here. */
    private static final int MAX_PARAMETERS = 32;

    public MediaType {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static MediaType of(String type, String subtype) {
        return new MediaType(type, subtype, Map.of());
    }

    /** {@code multipart/related; type="..."}, of parts of this type (RFC 2387). */
    public MediaType inRelated() {
        return MULTIPART_RELATED.with("type", essence());
    }

    /**
     * @param text the value of a Content-Type header
     * @throws IllegalArgumentException if it is no media type; the message does not repeat it
     */
    public static MediaType parse(String text) {
        HeaderScanner scanner = new HeaderScanner(text);
        MediaType type = parse(scanner);
        if (!scanner.atEnd()) {
            throw scanner.failure("there is more behind the media type");
        }
        return type;
    }

    static MediaType parse(HeaderScanner scanner) {
        String type = scanner.token().toLowerCase(Locale.ROOT);
        scanner.expect('/');
        String subtype = scanner.token().toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new LinkedHashMap<>();
        while (scanner.skip(';')) {
            if (scanner.atEnd() || scanner.peeks(',') || scanner.peeks(';')) {
                continue; // an empty parameter, which many write
            }
            String name = scanner.token().toLowerCase(Locale.ROOT);
            scanner.expect('=');
            parameters.putIfAbsent(name, scanner.value());
            if (parameters.size() > MAX_PARAMETERS) {
                throw scanner.failure("too many parameters");
            }
        }
        return new MediaType(type, subtype, parameters);
    }

    /** Type and subtype alone: {@code application/dicom}. */
    public String essence() {
        return type + "/" + subtype;
    }

    /** The value of a parameter without its quotes, or null. */
    public String parameter(String name) {
        return parameters.get(name);
    }

    public MediaType with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new MediaType(type, subtype, more);
    }

    /** Whether both have the same type and subtype, whatever their parameters. */
    public boolean isSame(MediaType other) {
        return type.equals(other.type) && subtype.equals(other.subtype);
    }

    /** Whether this range takes in the type, whatever the parameters. */
    public boolean includes(MediaType other) {
        return type.equals(ANY) || type.equals(other.type) && (subtype.equals(ANY) || subtype.equals(other.subtype));
    }

    /**
     * The media type of the parts of a {@code multipart/related}: what its parameter {@code type} says, with or without
     * quotes; null if it says nothing that is one.
     */
    public MediaType related() {
        String inner = parameter("type");
        try {
            return inner == null ? null : parse(inner);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** As a header has it; values that are no tokens are quoted. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(essence());
        parameters.forEach((name, value) -> text.append("; ")
                .append(name)
                .append('=')
                .append(HeaderScanner.isToken(value) ? value : quoted(value)));
        return text.toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
