package io.cameldicom.fhir;

import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * One line of the mapping: which elements of the header become which element of a resource. The tables of the
 * documentation, and which elements of a header are kept, are asked of these rules.
 *
 * @param element path of the FHIR element
 * @param tags elements of the data set it is made of; empty if it is counted or configured
 * @param note what the table says about it
 * @param filling sets the element, from headers in their order of preference
 */
record Rule<T>(String element, List<Integer> tags, String note, BiConsumer<List<Source>, T> filling) {

    /**
     * Takes the first header that has a value.
     *
     * @param filling sets the element and answers whether there was a value
     */
    static <T> Rule<T> first(String element, String note, BiPredicate<Source, T> filling, int... tags) {
        return all(
                element,
                note,
                (sources, target) -> {
                    for (Source source : sources) {
                        if (filling.test(source, target)) {
                            return;
                        }
                    }
                },
                tags);
    }

    /** Takes what all headers have, once each. */
    static <T> Rule<T> each(String element, String note, BiConsumer<Source, T> filling, int... tags) {
        return all(element, note, (sources, target) -> sources.forEach(source -> filling.accept(source, target)), tags);
    }

    static <T> Rule<T> all(String element, String note, BiConsumer<List<Source>, T> filling, int... tags) {
        return new Rule<>(element, Arrays.stream(tags).boxed().toList(), note, filling);
    }

    void apply(List<Source> sources, T target) {
        filling.accept(sources, target);
    }

    /** Keywords and tags. */
    String sources() {
        return tags.stream()
                .map(tag -> ElementDictionary.keywordOf(tag, null) + " " + Tag.format(tag))
                .collect(Collectors.joining(", "));
    }
}
