package io.cameldicom.dicom.data;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A person's name, VR PN (PS3.5 6.2.1): up to three component groups (alphabetic, ideographic, phonetic) of five components each.
 * Immutable. {@link #toString()} does not show the name, {@link #format()} does.
 */
public final class PersonName {
    /** The components in the order of the standard; in one group they are separated by {@code ^}. */
    public enum Component {
        FAMILY_NAME,
        GIVEN_NAME,
        MIDDLE_NAME,
        NAME_PREFIX,
        NAME_SUFFIX
    }

    /** The component groups in the order of the standard; they are separated by {@code =}. */
    public enum Group {
        ALPHABETIC,
        IDEOGRAPHIC,
        PHONETIC
    }

    private static final int COMPONENTS = Component.values().length;
    private static final int GROUPS = Group.values().length;

    /** All components of all groups, empty where there is none. */
    private final String[] fields;

    private PersonName(String[] fields) {
        this.fields = fields;
    }

    /**
     * Reads one value. Never fails: spaces around components do not count (PS3.5 6.2), what follows the fifth component is kept in the
     * fifth, a fourth group is ignored.
     */
    public static PersonName parse(String value) {
        String[] fields = new String[GROUPS * COMPONENTS];
        Arrays.fill(fields, "");
        String[] groups = value.split("=", -1);
        for (int group = 0; group < Math.min(groups.length, GROUPS); group++) {
            String[] components = groups[group].split("\\^", COMPONENTS);
            for (int component = 0; component < components.length; component++) {
                fields[group * COMPONENTS + component] = components[component].trim();
            }
        }
        return new PersonName(fields);
    }

    /** A component of the alphabetic group; empty when there is none. */
    public String get(Component component) {
        return get(Group.ALPHABETIC, component);
    }

    /** A component; empty when there is none. */
    public String get(Group group, Component component) {
        return fields[group.ordinal() * COMPONENTS + component.ordinal()];
    }

    /**
     * This name with one component changed.
     *
     * @throws IllegalArgumentException when the text has a delimiter in it: {@code ^}, {@code =} or a backslash
     */
    public PersonName with(Group group, Component component, String text) {
        if (text.chars().anyMatch(c -> c == '^' || c == '=' || c == '\\')) {
            throw new IllegalArgumentException(
                    "A component of a person name must not contain ^, = or \\ (" + component + ")");
        }
        String[] changed = fields.clone();
        changed[group.ordinal() * COMPONENTS + component.ordinal()] = text.trim();
        return new PersonName(changed);
    }

    /** Whether any component of the group has text. */
    public boolean contains(Group group) {
        return !format(group).isEmpty();
    }

    /** Whether no group has text. */
    public boolean isEmpty() {
        return format().isEmpty();
    }

    /** One group as in a value, without the {@code ^} at its end that mean nothing. */
    public String format(Group group) {
        int from = group.ordinal() * COMPONENTS;
        return withoutTrailing('^', String.join("^", Arrays.asList(fields).subList(from, from + COMPONENTS)));
    }

    /** The value as it is written to a data set, without the {@code ^} and {@code =} at the ends that mean nothing. */
    public String format() {
        return withoutTrailing(
                '=', Arrays.stream(Group.values()).map(this::format).collect(Collectors.joining("=")));
    }

    private static String withoutTrailing(char delimiter, String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == delimiter) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Names are equal when each component is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PersonName name && Arrays.equals(fields, name.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    /** Which groups there are, not what they say: names are patient data. */
    @Override
    public String toString() {
        return Arrays.stream(Group.values())
                .filter(this::contains)
                .map(Group::name)
                .collect(Collectors.joining(", ", "PersonName[", "]"));
    }
}
