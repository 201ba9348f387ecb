package io.cameldicom.component.web;

import java.util.regex.Pattern;

/** The option and header that say which frames. */
final class FrameNumbers {

    private static final Pattern LIST = Pattern.compile("[1-9]\\d{0,8}(,[1-9]\\d{0,8})*");

    private FrameNumbers() {}

    /**
     * @return without spaces; null for null
     * @throws IllegalArgumentException if it is no list of numbers from 1 on
     */
    static String check(String frames) {
        String list = frames == null ? null : frames.replace(" ", "");
        if (list != null && !LIST.matcher(list).matches()) {
            throw new IllegalArgumentException("frames must be a comma list of numbers from 1 on, such as 1,2,7");
        }
        return list;
    }
}
