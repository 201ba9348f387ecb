package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.PersonName;
import io.cameldicom.dicom.dict.VR;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What a value of a key asks of a value of an entity, by its VR. */
final class TextTests {

    private TextTests() {}

    static Predicate<String> of(VR vr, String key, boolean fuzzyNames) {
        return switch (vr) {
            case PN -> fuzzyNames ? new FuzzyName(key) : name(key);
            case AE, CS, LO, LT, SH, ST, UC, UR, UT, DA, TM, DT -> text(key);
            case UI -> key::equals;
            case DS, IS, FL, FD, SL, SS, SV, UL, US, UV -> number(key);
            default -> key::equalsIgnoreCase; // AS, AT: no wildcards, and digits besides one letter
        };
    }

    static boolean isWildcard(String key) {
        return key.indexOf('*') >= 0 || key.indexOf('?') >= 0;
    }

    private static Predicate<String> text(String key) {
        return isWildcard(key) ? new WildcardPattern(key) : key::equals;
    }

    /** {@code 7}, {@code +7} and {@code 007} are one number (implementation dependent by PS3.4 C.2.2.2.1.4). */
    private static Predicate<String> number(String key) {
        BigDecimal wanted = decimal(key);
        return wanted == null
                ? key::equals
                : value -> {
                    BigDecimal number = decimal(value);
                    return number != null && number.compareTo(wanted) == 0;
                };
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null; // not a number, so only literally equal to another text
        }
    }

    /**
     * Names match without regard to case; a key of one component group is looked for in each group of the entity's name,
     * one of several groups group by group. Delimiters at the end mean nothing, so {@code DOE^*} finds {@code DOE}.
     */
    private static Predicate<String> name(String key) {
        PersonName wanted = PersonName.parse(fold(key));
        List<PersonName.Group> asked = Arrays.stream(PersonName.Group.values())
                .filter(wanted::contains)
                .toList();
        if (key.indexOf('=') < 0) {
            Predicate<String> test = group(wanted.format(PersonName.Group.ALPHABETIC));
            return value -> {
                PersonName name = PersonName.parse(fold(value));
                return Arrays.stream(PersonName.Group.values())
                        .filter(name::contains)
                        .anyMatch(group -> test.test(name.format(group)));
            };
        }
        return value -> {
            PersonName name = PersonName.parse(fold(value));
            return asked.stream().allMatch(group -> group(wanted.format(group)).test(name.format(group)));
        };
    }

    private static Predicate<String> group(String key) {
        Predicate<String> test = text(key);
        return value -> test.test(value) || test.test(value + "^".repeat(4 - delimiters(value)));
    }

    private static int delimiters(String value) {
        return Math.min(4, (int) value.chars().filter(c -> c == '^').count());
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
