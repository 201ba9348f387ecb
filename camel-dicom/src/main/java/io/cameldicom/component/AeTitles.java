package io.cameldicom.component;

import io.cameldicom.dicom.pdu.AeTitle;

/** AE titles in options. */
final class AeTitles {

    private AeTitles() {}

    /**
     * @return the title without the spaces around it, which have no meaning
     * @throws IllegalArgumentException naming the option if no peer could be called by it
     */
    static String check(String option, String title) {
        try {
            return AeTitle.requireValid(title);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + "=" + title + ": " + e.getMessage(), e);
        }
    }
}
