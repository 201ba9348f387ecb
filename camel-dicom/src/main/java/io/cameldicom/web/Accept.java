package io.cameldicom.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a user agent takes, the best first: the Accept header (RFC 9110 12.5.1) or the query parameter {@code accept} in its
 * place (PS3.18 8.3.3.1). Immutable.
 *
 * @param ranges in order of preference, without {@code q}; never empty
 */
public record Accept(List<MediaType> ranges) {

    private static final int MAX_RANGES = 64;
    private static final MediaType ANYTHING = MediaType.of("*", "*");

    public Accept {
        ranges = List.copyOf(ranges);
    }

    /**
     * @param header the value; null or blank means anything
     * @throws IllegalArgumentException if it is none
     */
    public static Accept parse(String header) {
        HeaderScanner scanner = new HeaderScanner(header);
        List<Weighted> weighted = new ArrayList<>();
        while (!scanner.atEnd()) {
            if (scanner.skip(',')) {
                continue;
            }
            weighted.add(Weighted.of(MediaType.parse(scanner), scanner));
            if (weighted.size() > MAX_RANGES) {
                throw scanner.failure("too many media types");
            }
            if (!scanner.atEnd()) {
                scanner.expect(',');
            }
        }
        if (weighted.isEmpty()) {
            return new Accept(List.of(ANYTHING));
        }
        return new Accept(weighted.stream()
                .filter(range -> range.weight > 0)
                .sorted(Comparator.comparingDouble((Weighted range) -> range.weight)
                        .reversed()) // stable: first named, first taken
                .map(range -> range.type)
                .toList());
    }

    /** Whether any range takes in the type, whatever the parameters. */
    public boolean includes(MediaType type) {
        return ranges.stream().anyMatch(range -> range.includes(type));
    }

    /** The transfer syntax a range asks for (PS3.18 8.7.3.5.2): a UID, {@code *} for as it is, or null where it does not say. */
    public static String transferSyntax(MediaType range) {
        return range.parameter("transfer-syntax");
    }

    private record Weighted(MediaType type, double weight) {

        static Weighted of(MediaType range, HeaderScanner scanner) {
            String q = range.parameter("q");
            if (q == null) {
                return new Weighted(range, 1);
            }
            MediaType bare = MediaType.of(range.type(), range.subtype());
            for (var parameter : range.parameters().entrySet()) {
                if (!parameter.getKey().equals("q")) {
                    bare = bare.with(parameter.getKey(), parameter.getValue());
                }
            }
            try {
                return new Weighted(bare, Math.max(0, Math.min(1, Double.parseDouble(q))));
            } catch (NumberFormatException e) {
                throw scanner.failure("q must be a number");
            }
        }
    }
}
