package io.cameldicom.dicom.dimse;

/** Who performs what on an association. Thread-safe. */
@FunctionalInterface
public interface DimseHandlers {
    /** For an association that only invokes: every incoming request is answered 0211. */
    DimseHandlers NONE = (command, abstractSyntax) -> null;

    /**
     * The handler of a request in a presentation context.
     *
     * @param abstractSyntax the context's SOP class or meta SOP class
     * @return null if nobody performs this operation there; it is answered 0211 (unrecognized operation)
     */
    DimseHandler find(Dimse command, String abstractSyntax);
}
