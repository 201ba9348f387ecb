package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.data.TemporalRange;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Makes conditions of the keys of an identifier; what asks for nothing (universal matching) makes none. */
final class KeyCompiler {

    /** They say how to read the identifier, and select nothing (PS3.4 C.2.2.2, C.4.1.1.3). */
    private static final Set<Integer> NO_KEYS =
            Set.of(Tag.SpecificCharacterSet, Tag.QueryRetrieveLevel, Tag.TimezoneOffsetFromUTC);

    /** Values nobody can compare; such a key is a request to return the element. */
    private static final Set<VR> NOT_COMPARED = EnumSet.of(VR.OB, VR.OD, VR.OF, VR.OL, VR.OV, VR.OW, VR.UN);

    /** PS3.4 C.2.2.2.8. */
    private static final Set<VR> MULTIPLE_VALUES = EnumSet.of(VR.AE, VR.AS, VR.AT, VR.CS, VR.LO, VR.PN, VR.SH, VR.UC);

    /** The key for what has no value: two quotation marks (PS3.4 C.2.2.2.7). */
    private static final String EMPTY = "\"\"";

    private final MatchingOptions options;
    private final Clock clock;
    private final Set<Integer> unsupported = new HashSet<>();

    KeyCompiler(Attributes identifier, MatchingOptions options) {
        this.options = options;
        this.clock = Clock.of(identifier, options.timezone());
    }

    /** Keys that were met and are not supported. */
    Set<Integer> unsupported() {
        return unsupported;
    }

    static boolean isKey(int tag) {
        return !NO_KEYS.contains(tag) && !Tag.isGroupLength(tag) && !Tag.isPrivateCreator(tag);
    }

    List<Key> conditions(Attributes identifier) {
        List<Key> conditions = new ArrayList<>();
        Set<Integer> combined = new HashSet<>();
        for (int tag : identifier.tags()) {
            if (!isKey(tag) || combined.contains(tag)) {
                continue;
            }
            if (!options.supports(tag)) {
                unsupported.add(tag);
                continue;
            }
            Key condition = moment(identifier, tag);
            if (condition != null) {
                combined.add(DateTimePairs.timeOf(tag)); // comes later: the date of each pair has the lower tag
            } else {
                condition = condition(identifier, tag);
            }
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    /** Both ranges as one; null where the tag is no date with such a pair. */
    private Key moment(Attributes identifier, int tag) {
        int time = DateTimePairs.timeOf(tag);
        // PS3.4 K.6.1.2.2 combines these two without negotiation
        if (time == -1 || !options.combinedDateTime() && tag != Tag.ScheduledProcedureStepStartDate) {
            return null;
        }
        TemporalRange dates = range(VR.DA, identifier.getString(tag));
        TemporalRange times = range(VR.TM, identifier.getString(time));
        return dates != null && times != null && options.supports(time) && MomentKey.isPossible(dates, times)
                ? new MomentKey(Element.of(identifier, tag), Element.of(identifier, time), dates, times, clock)
                : null;
    }

    private static TemporalRange range(VR vr, String value) {
        return value == null || value.indexOf('-') < 0 ? null : TemporalRange.parse(vr, value);
    }

    /** Null for universal matching. */
    private Key condition(Attributes identifier, int tag) {
        Element element = Element.of(identifier, tag);
        if (identifier.getVR(tag) == VR.SQ || identifier.getSequence(tag) != null) {
            return sequence(element, identifier.getSequence(tag));
        }
        List<String> values = element.values(identifier);
        if (values.isEmpty() || NOT_COMPARED.contains(element.vr()) || values.contains("*")) {
            return null;
        }
        if (options.emptyValues() && values.equals(List.of(EMPTY))) {
            return entity -> !entity.containsValue(element.in(entity));
        }
        return switch (element.vr()) {
            case DA, TM, DT -> temporal(element, values);
            default -> text(element, values);
        };
    }

    private Key sequence(Element element, Sequence items) {
        if (items == null || items.isEmpty()) {
            return null;
        }
        List<Key> conditions = conditions(items.get(0));
        return conditions.isEmpty() ? null : new SequenceKey(element, conditions);
    }

    private Key temporal(Element element, List<String> values) {
        String value = values.get(0);
        if (value.equals("-")) {
            return null; // a range without ends
        }
        TemporalRange range = TemporalRange.parse(element.vr(), value);
        return range == null ? text(element, values) : new TemporalKey(element, range, clock);
    }

    private Key text(Element element, List<String> values) {
        boolean all = options.multipleValues()
                && values.size() > 1
                && MULTIPLE_VALUES.contains(element.vr())
                && !"1".equals(ElementDictionary.vmOf(element.tag(), element.creator()));
        List<Predicate<String>> tests = values.stream()
                .map(value -> TextTests.of(element.vr(), value, options.fuzzyNames()))
                .toList();
        return new TextKey(element, tests, all);
    }
}
