package io.cameldicom.component.language;

import java.util.List;
import java.util.function.Predicate;

/** What holds or does not. Immutable. */
interface Condition {
    boolean holds(Scope scope);

    record And(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return left.holds(scope) && right.holds(scope);
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return left.holds(scope) || right.holds(scope);
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return !condition.holds(scope);
        }
    }

    record Exists(AttributePath path) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return path.exists(scope);
        }
    }

    record Empty(AttributePath path) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return path.isEmpty(scope);
        }
    }

    /** Any value of the one side with any of the other. */
    record Comparison(Operand left, Operator operator, Operand right) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            List<Value> rights = right.values(scope);
            for (Value a : left.values(scope)) {
                for (Value b : rights) {
                    if (operator.holds(a, b)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** Any value is one of the list. */
    record In(Operand operand, List<? extends Operand> list) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return operand.values(scope).stream().anyMatch(value -> list.stream()
                    .flatMap(other -> other.values(scope).stream())
                    .anyMatch(value::sameAs));
        }
    }

    /** Any value's text fits a pattern. */
    record Fits(Operand operand, Predicate<String> pattern) implements Condition {
        @Override
        public boolean holds(Scope scope) {
            return operand.values(scope).stream().map(Value::text).anyMatch(pattern);
        }
    }
}
