package io.cameldicom.dicom.codec;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Values of an encoder's parameters by name; what is not given has its default. Immutable. */
public final class CodecParameters {
    /** Every parameter at its default. */
    public static final CodecParameters DEFAULTS = new CodecParameters(Map.of());

    private final Map<String, Integer> values;

    private CodecParameters(Map<String, Integer> values) {
        this.values = values;
    }

    /** These values and one more, which replaces an earlier one of its name. */
    public CodecParameters with(String name, int value) {
        Map<String, Integer> more = new TreeMap<>(values);
        more.put(name, value);
        return new CodecParameters(Collections.unmodifiableMap(more));
    }

    /** The value given for this parameter, or its default. */
    public int get(CodecParameter parameter) {
        return values.getOrDefault(parameter.name(), parameter.defaultValue());
    }

    /**
     * Checks that a codec knows every parameter given, and that each is in range.
     *
     * @throws CodecException naming the parameter and what would be allowed
     */
    public void check(Collection<CodecParameter> known) throws CodecException {
        for (Map.Entry<String, Integer> given : values.entrySet()) {
            CodecParameter parameter = known.stream()
                    .filter(each -> each.name().equals(given.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new CodecException(
                            "no parameter '" + given.getKey() + "': this codec has " + names(known)));
            int value = given.getValue();
            if (value < parameter.minimum() || value > parameter.maximum()) {
                throw new CodecException(parameter.name() + "=" + value + ": must be " + parameter.minimum() + " to "
                        + parameter.maximum());
            }
        }
    }

    private static String names(Collection<CodecParameter> known) {
        return known.isEmpty()
                ? "none"
                : String.join(
                        ", ", known.stream().map(CodecParameter::name).sorted().toList());
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
