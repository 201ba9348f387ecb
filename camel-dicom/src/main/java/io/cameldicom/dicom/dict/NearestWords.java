package io.cameldicom.dicom.dict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Words of a vocabulary that a misspelt one may have meant: by edit distance, not looking at case. */
public final class NearestWords {
    private static final int AT_MOST = 3;

    private record Candidate(String word, int distance) {}

    private NearestWords() {}

    /** Best first; only words that differ in at most a third of the letters, and none much worse than the best. */
    public static List<String> of(String misspelt, Collection<String> vocabulary) {
        String lower = misspelt.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, lower.length() / 3);
        List<Candidate> near = new ArrayList<>();
        for (String word : vocabulary) {
            if (Math.abs(word.length() - lower.length()) <= limit) {
                int distance = distance(lower, word.toLowerCase(Locale.ROOT));
                if (distance <= limit) {
                    near.add(new Candidate(word, distance));
                    limit = Math.min(limit, distance + 1);
                }
            }
        }
        int worst = limit;
        return near.stream()
                .filter(candidate -> candidate.distance <= worst)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(AT_MOST)
                .map(Candidate::word)
                .toList();
    }

    /** The end of an error message: {@code "; did you mean Modality?"}, or nothing. */
    public static String hint(List<String> nearest) {
        return nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?";
    }

    /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitute, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
