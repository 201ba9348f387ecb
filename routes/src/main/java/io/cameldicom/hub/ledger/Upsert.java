package io.cameldicom.hub.ledger;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A row that is inserted, or merged into the one that is there, in one statement: standard SQL's MERGE for H2, and for
 * PostgreSQL its own form, which also holds when another hub inserts the same row at the same time.
 *
 * @param columns in the order of the statement's parameters, the key first
 * @param keys how many of them are the key
 */
record Upsert(String table, List<Column> columns, int keys) {

    /**
     * @param name of the column
     * @param type in SQL
     * @param merged what it becomes if the row is there: {@code t} is the old row, {@code s} the new one; null keeps it
     */
    record Column(String name, String type, String merged) {

        static Column key(String name, String type) {
            return new Column(name, type, null);
        }

        /** The newer value, unless it is none. */
        static Column latestKnown(String name, String type) {
            return new Column(name, type, "coalesce(s." + name + ", t." + name + ")");
        }

        static Column earliest(String name) {
            return new Column(name, TIME, extreme("least", name));
        }

        static Column latest(String name) {
            return new Column(name, TIME, extreme("greatest", name));
        }

        static Column merged(String name, String type, String expression) {
            return new Column(name, type, expression);
        }

        /** Databases differ on what is the greatest of a value and null. */
        private static String extreme(String function, String name) {
            return function + "(coalesce(s." + name + ", t." + name + "), coalesce(t." + name + ", s." + name + "))";
        }
    }

    static final String TIME = "timestamp with time zone";

    String sql(boolean postgres) {
        return postgres ? postgres() : standard();
    }

    private String postgres() {
        return "insert into " + table + " as t (" + names("") + ") values (" + parameters(false) + ") on conflict ("
                + columns.stream().limit(keys).map(Column::name).collect(Collectors.joining(", ")) + ") do update set "
                + assignments().replace("s.", "excluded.");
    }

    private String standard() {
        return "merge into " + table + " t using (values (" + parameters(true) + ")) s(" + names("") + ") on "
                + columns.stream()
                        .limit(keys)
                        .map(key -> "t." + key.name() + " = s." + key.name())
                        .collect(Collectors.joining(" and "))
                + " when matched then update set " + assignments() + " when not matched then insert (" + names("")
                + ") values (" + names("s.") + ")";
    }

    private String names(String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }

    private String parameters(boolean typed) {
        return columns.stream()
                .map(column -> typed ? "cast(? as " + column.type() + ")" : "?")
                .collect(Collectors.joining(", "));
    }

    private String assignments() {
        return columns.stream()
                .filter(column -> column.merged() != null)
                .map(column -> column.name() + " = " + column.merged())
                .collect(Collectors.joining(", "));
    }
}
