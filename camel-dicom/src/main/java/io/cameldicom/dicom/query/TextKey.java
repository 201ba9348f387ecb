package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import java.util.List;
import java.util.function.Predicate;

/**
 * Compares values as text: single value, list of UID and wildcard matching (PS3.4 C.2.2.2.1, 2 and 4), and with each value
 * of the key in turn multiple value matching (C.2.2.2.8). An entity's value matches where any of its values does.
 *
 * @param tests one for each value of the key
 * @param all whether every one has to find its value, not just one of them
 */
record TextKey(Element element, List<Predicate<String>> tests, boolean all) implements Key {

    @Override
    public boolean matches(Attributes entity) {
        List<String> values = element.values(entity);
        return all
                ? tests.stream().allMatch(test -> values.stream().anyMatch(test))
                : tests.stream().anyMatch(test -> values.stream().anyMatch(test));
    }
}
