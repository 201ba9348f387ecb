package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.UidDictionary;
import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;

/** The peer accepted no presentation context for what was to be sent. The association is still usable. */
public class ContextNotAcceptedException extends IOException {
    ContextNotAcceptedException(
            String associationId,
            String sopClassUid,
            Collection<String> transferSyntaxUids,
            Collection<String> accepted) {
        super(associationId + ": no presentation context was accepted for " + UidDictionary.nameOf(sopClassUid) + " in "
                + names(transferSyntaxUids)
                + (accepted.isEmpty()
                        ? "; the peer does not take this SOP class"
                        : "; the peer takes it in " + names(accepted)));
    }

    ContextNotAcceptedException(String associationId, String sopClassUid) {
        super(associationId + ": no presentation context was accepted for " + UidDictionary.nameOf(sopClassUid)
                + "; the peer does not serve this SOP class");
    }

    private static String names(Collection<String> uids) {
        return uids.stream().map(UidDictionary::nameOf).collect(Collectors.joining(", "));
    }
}
