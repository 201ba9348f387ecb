package io.cameldicom.dicom.service;

import io.cameldicom.dicom.dict.UidDictionary;
import java.io.IOException;
import java.util.Collection;

/** The peer accepted no presentation context for what was to be sent. The association is still usable. */
public class ContextNotAcceptedException extends IOException {
    ContextNotAcceptedException(
            String associationId, String sopClassUid, String transferSyntaxUid, Collection<String> accepted) {
        super(associationId + ": no presentation context was accepted for " + UidDictionary.nameOf(sopClassUid) + " in "
                + UidDictionary.nameOf(transferSyntaxUid)
                + (accepted.isEmpty()
                        ? "; the peer does not take this SOP class"
                        : "; the peer takes it in "
                                + String.join(
                                        ", ",
                                        accepted.stream()
                                                .map(UidDictionary::nameOf)
                                                .toList())));
    }
}
