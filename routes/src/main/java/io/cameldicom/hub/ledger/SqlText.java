package io.cameldicom.hub.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A select that grows by conditions, with the values of its parameters. */
final class SqlText {

    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();
    private boolean conditions;

    SqlText(String select) {
        this.text = new StringBuilder(select);
    }

    SqlText where(String condition) {
        text.append(conditions ? " and " : " where ").append(condition);
        conditions = true;
        return this;
    }

    /** Adds a condition with one parameter, unless the value is null. */
    SqlText where(String condition, Object value) {
        if (value != null) {
            where(condition);
            values.add(value);
        }
        return this;
    }

    SqlText whereIn(String column, List<String> keys) {
        where(column + " in (" + String.join(", ", Collections.nCopies(keys.size(), "?")) + ")");
        values.addAll(keys);
        return this;
    }

    /** @param before what stands before the select: {@code a.b in}, {@code exists} */
    SqlText where(String before, SqlText select) {
        where(before + " (" + select + ")");
        values.addAll(select.values);
        return this;
    }

    SqlText append(String more) {
        text.append(more);
        return this;
    }

    SqlText page(String order, LedgerSearch search) {
        return append(" order by " + order + " limit " + search.limit() + " offset " + search.offset());
    }

    List<Object> values() {
        return values;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
