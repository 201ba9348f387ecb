package io.cameldicom.component.language;

/** One value of an attribute, or a literal: its text and what that means. */
public record Value(String text, Meaning meaning) {
    /** Less than, equal to, greater than 0; null when the two cannot be compared. */
    Integer compareTo(Value other) {
        Meaning both = meaning.with(other.meaning);
        Comparable<?> mine = both.parse(text);
        Comparable<?> others = both.parse(other.text);
        return mine == null || others == null ? null : compare(mine, others);
    }

    boolean sameAs(Value other) {
        Integer order = compareTo(other);
        return order != null && order == 0;
    }

    @SuppressWarnings("unchecked") // one meaning gives one class
    private static int compare(Comparable<?> a, Comparable<?> b) {
        return ((Comparable<Object>) a).compareTo(b);
    }
}
