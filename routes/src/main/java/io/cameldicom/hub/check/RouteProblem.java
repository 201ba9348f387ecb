package io.cameldicom.hub.check;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Something is wrong in a route file.
 *
 * @param file the file
 * @param line counted from 1; 0 where it is the file as a whole
 * @param severity whether the file can be used all the same
 * @param reason one sentence, without patient data and without secrets
 */
public record RouteProblem(Path file, int line, Severity severity, String reason) implements Comparable<RouteProblem> {

    /** What a problem means for the file. */
    public enum Severity {
        /** Its routes do not start. */
        ERROR,
        /** They start, and are likely not to do what their author wants. */
        WARNING
    }

    private static final Comparator<RouteProblem> BY_PLACE =
            Comparator.comparing(RouteProblem::file).thenComparing(RouteProblem::line);

    static RouteProblem error(Path file, int line, String reason) {
        return new RouteProblem(file, line, Severity.ERROR, reason);
    }

    static RouteProblem warning(Path file, int line, String reason) {
        return new RouteProblem(file, line, Severity.WARNING, reason);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(RouteProblem other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@code file:line: reason}, as compilers write it. */
    @Override
    public String toString() {
        return file + ":" + (line > 0 ? line + ": " : " ") + (isError() ? "" : "warning: ") + reason;
    }
}
