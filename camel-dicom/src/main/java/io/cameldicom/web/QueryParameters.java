package io.cameldicom.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The parameters of a query string (RFC 3986 3.4), percent-decoded as UTF-8. */
public final class QueryParameters {

    /** One parameter; the value is empty where there is none. */
    public record Parameter(String name, String value) {}

    private QueryParameters() {}

    /**
     * @param query without the question mark; null for none
     * @return the parameters in their order, with all that have the same name
     * @throws WebRequestException 400 if there are too many, or they are encoded wrongly
     */
    public static List<Parameter> parse(String query, int max) throws WebRequestException {
        List<Parameter> parameters = new ArrayList<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", max + 2)) {
            if (pair.isEmpty()) {
                continue;
            }
            if (parameters.size() == max) {
                throw WebRequestException.badRequest("The query has more than " + max + " parameters");
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters.add(new Parameter(name, equals < 0 ? "" : decode(pair.substring(equals + 1))));
        }
        return parameters;
    }

    /** The first value of a parameter, whatever the case of its name; null if there is none. */
    public static String first(List<Parameter> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                .map(Parameter::value)
                .findFirst()
                .orElse(null);
    }

    private static String decode(String text) throws WebRequestException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw WebRequestException.badRequest("The query is not percent-encoded as it should be");
        }
    }
}
