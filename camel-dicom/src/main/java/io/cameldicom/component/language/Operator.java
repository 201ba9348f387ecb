package io.cameldicom.component.language;

/** Comparison of two values. Values that cannot be compared are different, and neither is less. */
enum Operator {
    EQUAL("==") {
        @Override
        boolean holds(Integer order) {
            return order != null && order == 0;
        }
    },
    NOT_EQUAL("!=") {
        @Override
        boolean holds(Integer order) {
            return order == null || order != 0;
        }
    },
    LESS("<") {
        @Override
        boolean holds(Integer order) {
            return order != null && order < 0;
        }
    },
    LESS_OR_EQUAL("<=") {
        @Override
        boolean holds(Integer order) {
            return order != null && order <= 0;
        }
    },
    GREATER(">") {
        @Override
        boolean holds(Integer order) {
            return order != null && order > 0;
        }
    },
    GREATER_OR_EQUAL(">=") {
        @Override
        boolean holds(Integer order) {
            return order != null && order >= 0;
        }
    };

    private final String written;

    Operator(String written) {
        this.written = written;
    }

    static Operator of(String written) {
        for (Operator operator : values()) {
            if (operator.written.equals(written)) {
                return operator;
            }
        }
        throw new IllegalArgumentException(written);
    }

    boolean holds(Value left, Value right) {
        return holds(left.compareTo(right));
    }

    /** @param order null when there is none */
    abstract boolean holds(Integer order);
}
