package io.cameldicom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Collects tables and writes them as Markdown and as JSON; prints each row when it is there. */
final class Report {
    private final String heading;
    private final List<Table> tables = new ArrayList<>();

    private record Table(String title, String explanation, List<String> columns, List<List<String>> rows) {}

    /** @param heading what machine this is */
    Report(String heading) {
        this.heading = heading;
        System.out.println(heading);
    }

    void table(String title, String explanation, String... columns) {
        tables.add(new Table(title, explanation, List.of(columns), new ArrayList<>()));
        System.out.printf("%n%s%n%s%n", title, String.join(" | ", columns));
    }

    /** Adds a row to the last table; numbers are written with up to three digits that count. */
    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Double number ? format(number) : cell.toString());
        }
        tables.get(tables.size() - 1).rows().add(row);
        System.out.println(String.join(" | ", row));
    }

    private static String format(double number) {
        int decimals = number >= 100 ? 0 : number >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    void write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".md"), markdown());
        Files.writeString(folder.resolve(name + ".json"), json());
        System.out.println("\nwritten to " + folder);
    }

    private String markdown() {
        StringBuilder text =
                new StringBuilder("# Benchmark\n\n").append(heading).append('\n');
        for (Table table : tables) {
            text.append("\n## ").append(table.title()).append("\n\n");
            text.append(table.explanation()).append("\n\n");
            text.append(line(table.columns()));
            text.append(line(table.columns().stream().map(c -> "---").toList()));
            table.rows().forEach(row -> text.append(line(row)));
        }
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private String json() {
        String all = tables.stream()
                .map(table -> "  {\"title\": %s, \"columns\": %s,%n   \"rows\": [%n%s%n   ]}"
                        .formatted(
                                quote(table.title()),
                                array(table.columns()),
                                table.rows().stream()
                                        .map(row -> "    " + array(row))
                                        .collect(Collectors.joining(",\n"))))
                .collect(Collectors.joining(",\n"));
        return "{\"heading\": %s,%n \"tables\": [%n%s%n ]}%n".formatted(quote(heading), all);
    }

    private static String array(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.matches("-?\\d+(\\.\\d+)?") ? cell : quote(cell))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
