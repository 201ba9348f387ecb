package io.cameldicom.dicom.query;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Fuzzy semantic matching of person names (PS3.4 C.2.2.2.1.1), whose kind the standard leaves open. Here: a name is the
 * words of all its components and groups, in any order, without case, accents and punctuation. It matches when each word of
 * the key is found in it: as the beginning of a word, with one letter wrong, missing, too many or swapped with its
 * neighbour where the key's word has four letters or more, or by its wildcards. So {@code anna muller} finds {@code
 * Mueller^Anna} and {@code MÜLLER^ANNA^MARIA}.
 */
final class FuzzyName implements Predicate<String> {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}*?]+");
    /** With fewer letters nearly every name would be one letter away from some other. */
    private static final int SHORTEST_INEXACT = 4;

    private final List<String> wanted;

    FuzzyName(String key) {
        wanted = words(key);
    }

    @Override
    public boolean test(String name) {
        List<String> words = words(name);
        return wanted.stream().allMatch(key -> words.stream().anyMatch(word -> isLike(key, word)));
    }

    private static List<String> words(String name) {
        String plain =
                ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return Arrays.stream(BETWEEN_WORDS.split(plain.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean isLike(String key, String word) {
        if (TextTests.isWildcard(key)) {
            return new WildcardPattern(key).test(word);
        }
        return word.startsWith(key) || key.length() >= SHORTEST_INEXACT && isOneAway(key, word);
    }

    /** Whether one edit makes the words equal: what they have in common at both ends leaves the place of it. */
    private static boolean isOneAway(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int head = 0;
        while (head < shorter && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
            tail++;
        }
        int leftOfA = a.length() - head - tail;
        int leftOfB = b.length() - head - tail;
        boolean swapped = leftOfA == 2
                && leftOfB == 2
                && a.charAt(head) == b.charAt(head + 1)
                && a.charAt(head + 1) == b.charAt(head);
        return swapped || leftOfA <= 1 && leftOfB <= 1;
    }
}
