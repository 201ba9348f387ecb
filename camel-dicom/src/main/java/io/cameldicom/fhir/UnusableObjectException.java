package io.cameldicom.fhir;

/** An object that cannot become part of its ImagingStudy. The message names elements, never a value. */
public abstract sealed class UnusableObjectException extends IllegalArgumentException
        permits StudyConflictException, UnmappableException {

    private final String code;

    UnusableObjectException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The reason as a word for headers and metrics: {@code unmappable}, {@code patient-conflict} ... */
    public String code() {
        return code;
    }
}
