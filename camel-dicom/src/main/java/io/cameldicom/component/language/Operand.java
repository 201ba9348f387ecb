package io.cameldicom.component.language;

import java.util.List;

/** A side of a comparison. Immutable. */
public interface Operand {
    /** The values that are not empty; none when there is no such attribute. */
    List<Value> values(Scope scope);

    /** What the values mean as far as known without any; null when that is up to the data set. */
    Meaning meaning();

    /** What the expression answers that is nothing but this operand; null when there is no value. */
    default Object result(Scope scope) {
        List<Value> values = values(scope);
        return values.isEmpty()
                ? null
                : String.join("\\", values.stream().map(Value::text).toList());
    }

    /** A string or number in the expression. */
    record Literal(List<Value> values, int position) implements Operand {
        Literal(Value value, int position) {
            this(List.of(value), position);
        }

        @Override
        public List<Value> values(Scope scope) {
            return values;
        }

        @Override
        public Meaning meaning() {
            return value().meaning();
        }

        Value value() {
            return values.get(0);
        }
    }
}
