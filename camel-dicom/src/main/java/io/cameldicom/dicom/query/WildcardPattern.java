package io.cameldicom.dicom.query;

import java.util.function.Predicate;

/**
 * Wild card matching of PS3.4 C.2.2.2.4: {@code *} is any characters or none, {@code ?} is one. Takes time proportional to the lengths of
 * text and pattern multiplied, whatever they are.
 */
public record WildcardPattern(String pattern) implements Predicate<String> {
    @Override
    public boolean test(String text) {
        int inText = 0;
        int inPattern = 0;
        int star = -1;
        int afterStar = 0;
        while (inText < text.length()) {
            char c = inPattern < pattern.length() ? pattern.charAt(inPattern) : 0;
            if (c == '*') {
                star = inPattern++;
                afterStar = inText;
            } else if (inPattern < pattern.length() && (c == '?' || c == text.charAt(inText))) {
                inPattern++;
                inText++;
            } else if (star >= 0) {
                inPattern = star + 1;
                inText = ++afterStar;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == pattern.length();
    }
}
