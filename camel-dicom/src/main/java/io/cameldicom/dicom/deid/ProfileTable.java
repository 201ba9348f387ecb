package io.cameldicom.dicom.deid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * PS3.15 2026c table E.1-1. A combined action leaves the choice to the type the attribute has in the object's IOD (E.3): type 1 needs a
 * value, type 2 an element, type 3 neither. The last one of a combination is right whatever the type is, so it is taken: a dummy for X/Z/D,
 * zero length for X/Z.
 */
final class ProfileTable {
    private record Row(String basic, String options) {}

    private static final Map<Integer, Row> ROWS = read();

    private ProfileTable() {}

    private static Map<Integer, Row> read() {
        try (InputStream in = ProfileTable.class.getResourceAsStream("basic-profile.tsv")) {
            Map<Integer, Row> rows = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(line -> {
                String[] column = line.split("\t");
                // curves, overlays and private attributes have no tag of their own: Deidentifier knows them
                if (column[0].matches("\\p{XDigit}{8}")) {
                    rows.put(Integer.parseUnsignedInt(column[0], 16), new Row(column[1], column[2]));
                }
            });
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int size() {
        return ROWS.size();
    }

    /** {@link Action#KEEP} for what is not in the table. */
    static Action actionOf(int tag, Set<ProfileOption> options) {
        Row row = ROWS.get(tag);
        if (row == null) {
            return Action.KEEP;
        }
        Action action = basic(row.basic);
        for (ProfileOption option : options) {
            char code = row.options.charAt(option.column);
            if (code == 'K') {
                return Action.KEEP;
            }
            if (code == 'C') {
                action = option == ProfileOption.RETAIN_MODIFIED_DATES ? Action.SHIFT : Action.DUMMY;
            }
        }
        return action;
    }

    private static Action basic(String code) {
        return switch (code) {
            case "X" -> Action.REMOVE;
            case "Z", "X/Z" -> Action.EMPTY;
            case "D", "X/D", "Z/D", "X/Z/D" -> Action.DUMMY;
            case "U" -> Action.UID;
                // the items stay, with their UIDs replaced
            case "X/Z/U*" -> Action.KEEP;
            default -> throw new IllegalStateException("Table E.1-1 has an unknown action " + code);
        };
    }
}
