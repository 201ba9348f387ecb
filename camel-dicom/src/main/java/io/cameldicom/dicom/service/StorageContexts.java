package io.cameldicom.dicom.service;

import io.cameldicom.dicom.pdu.PresentationContextRq;
import java.util.Collection;
import java.util.List;

/**
 * Presentation contexts to propose for objects to store. Each encoding gets a context of its own, so that the peer can
 * accept every one of them, and each SOP class one with the uncompressed syntaxes not proposed yet, as the default
 * transfer syntax must be offered (PS3.5 10.1).
 */
public final class StorageContexts {
    private StorageContexts() {}

    /** What is to be sent: a SOP class in an encoding. */
    public record Encoding(String sopClassUid, String transferSyntaxUid) {}

    /**
     * Plans the associations: one takes at most 128 contexts (PS3.8 9.3.2.2), and all of a SOP class are in the same one.
     *
     * @return for each association the contexts to propose; empty if there are no encodings
     */
    public static List<List<PresentationContextRq>> plan(Collection<Encoding> encodings) {
        throw new UnsupportedOperationException();
    }
}
