package io.cameldicom.component.language;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression on a whole value that cannot be made to run for ever: what a peer sends may make a pattern with nested repetitions
 * try exponentially many ways, so the characters it looks at are counted.
 */
public record GuardedRegex(Pattern pattern) implements Predicate<String> {
    private static final long STEPS = 2_000_000;
    private static final long STEPS_PER_CHARACTER = 100;

    /** @throws IllegalStateException when the pattern takes too many steps; the text is not in the message */
    @Override
    public boolean test(String text) {
        return guarded(text, Matcher::matches);
    }

    /** As {@link Matcher#replaceAll(String)}, and with the exception of {@link #test}. */
    public String replaceAll(String text, String replacement) {
        return guarded(text, matcher -> matcher.replaceAll(replacement));
    }

    private <T> T guarded(String text, Function<Matcher, T> use) {
        try {
            return use.apply(pattern.matcher(new Counted(text, STEPS + STEPS_PER_CHARACTER * text.length())));
        } catch (StackOverflowError e) {
            // java.util.regex recurses for groups under a repetition
            throw tooLong();
        }
    }

    private static IllegalStateException tooLong() {
        return new IllegalStateException("A regular expression (=~) took too many steps on one value:"
                + " write it without a repetition inside a repetition");
    }

    private static final class Counted implements CharSequence {
        private final CharSequence text;
        private long left;

        Counted(CharSequence text, long steps) {
            this.text = text;
            this.left = steps;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw tooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
