package io.cameldicom.component.language;

import io.cameldicom.dicom.data.PersonName;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.dict.VR;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of a value means, and so how two values compare. When they differ, both are taken to mean what comes first here: a string
 * compared with a date is a date.
 */
public enum Meaning {
    DATE_TIME("a date and time (DT)", "'20261122103000'") {
        @Override
        Comparable<?> parse(String text) {
            return Temporals.dateTime(text);
        }
    },
    DATE("a date (DA)", "'20261122'") {
        @Override
        Comparable<?> parse(String text) {
            return Temporals.date(text);
        }
    },
    TIME("a time (TM)", "'103000'") {
        @Override
        Comparable<?> parse(String text) {
            return Temporals.time(text);
        }
    },
    AGE("an age (AS)", "'018Y'") {
        @Override
        Comparable<?> parse(String text) {
            Matcher age = AGE_STRING.matcher(text);
            return age.matches() ? Integer.parseInt(age.group(1)) * days(age.group(2)) : null;
        }
    },
    NUMBER("a number", "1.5") {
        @Override
        Comparable<?> parse(String text) {
            return text.length() <= LONGEST_NUMBER && DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
        }
    },
    /** UIDs, and keywords for those that have one. */
    UID("a UID", "'CTImageStorage' or '1.2.840.10008.5.1.4.1.1.2'") {
        @Override
        Comparable<?> parse(String text) {
            return UID_CHARACTERS.matcher(text).matches() ? text : UidDictionary.forKeyword(text);
        }
    },
    NAME("a person's name (PN)", "'Doe^John'") {
        @Override
        Comparable<?> parse(String text) {
            return PersonName.parse(text).format();
        }
    },
    TEXT("text", "'text'") {
        @Override
        Comparable<?> parse(String text) {
            return text.strip();
        }
    };

    private static final Pattern AGE_STRING = Pattern.compile("(\\d{1,3})([DWMY])");
    private static final Pattern UID_CHARACTERS = Pattern.compile("[0-9.]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    /** A DS has at most 16 characters; a hostile one of megabytes is not worth its arithmetic. */
    private static final int LONGEST_NUMBER = 64;

    /** For error messages. */
    final String described;

    final String example;

    Meaning(String described, String example) {
        this.described = described;
        this.example = example;
    }

    /** Values of one meaning compare by this; null when the text does not have the meaning. */
    abstract Comparable<?> parse(String text);

    static Meaning of(VR vr) {
        return switch (vr) {
            case DT -> DATE_TIME;
            case DA -> DATE;
            case TM -> TIME;
            case AS -> AGE;
            case DS, IS, FL, FD, SL, SS, SV, UL, US, UV -> NUMBER;
            case UI -> UID;
            case PN -> NAME;
            default -> TEXT;
        };
    }

    Meaning with(Meaning other) {
        return ordinal() < other.ordinal() ? this : other;
    }

    private static double days(String unit) {
        return switch (unit) {
            case "D" -> 1;
            case "W" -> 7;
            case "M" -> 365.25 / 12;
            default -> 365.25;
        };
    }
}
