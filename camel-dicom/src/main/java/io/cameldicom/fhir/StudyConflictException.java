package io.cameldicom.fhir;

/**
 * An object that contradicts what is known of its study: adding it would mix patients or studies. The message has no value of the object.
 */
public final class StudyConflictException extends UnusableObjectException {

    /** What contradicts what. */
    public enum Reason {
        /** The study is of another patient: another Patient ID, or the same of another issuer. */
        PATIENT("patient-conflict", "the study is of another patient"),
        /** The object is known in another series, or the series in another study. */
        UID("uid-conflict", "its SOP Instance UID or Series Instance UID is in use elsewhere"),
        /** The study has as many instances as are allowed. */
        SIZE("too-many-instances", "the study has as many instances as are allowed");

        private final String code;
        private final String text;

        Reason(String code, String text) {
            this.code = code;
            this.text = text;
        }
    }

    private final Reason reason;

    StudyConflictException(Reason reason) {
        super(reason.code, reason.code + ": " + reason.text);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
