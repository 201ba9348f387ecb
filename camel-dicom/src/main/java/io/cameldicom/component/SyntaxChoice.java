package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UidDictionary;
import io.cameldicom.dicom.service.StorageScu;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** In which of the transfer syntaxes a peer has accepted an object is sent. */
final class SyntaxChoice {

    private SyntaxChoice() {}

    /**
     * The transfer syntax wanted if the peer takes it, otherwise the first one it takes that can be made.
     *
     * @param free whether the order in which they were proposed says nothing
     * @throws StoreSender.NotAcceptedException saying what the peer takes and why that cannot be made
     */
    static TransferSyntax of(StorageScu scu, SendableObject object, boolean free)
            throws StoreSender.NotAcceptedException {
        List<TransferSyntax> accepted = new ArrayList<>();
        scu.acceptedTransferSyntaxes(object.object().sopClassUid())
                .forEach(uid -> accepted.add(TransferSyntax.of(uid)));
        if (accepted.contains(object.wanted())) {
            return object.wanted();
        }
        if (free) {
            // decompressing takes less than compressing; the order of the options is the user's
            accepted.sort(Comparator.comparing(TransferSyntax::encapsulated));
        }
        String obstacle = null;
        for (TransferSyntax syntax : accepted) {
            String reason = object.obstacle(syntax);
            if (reason == null) {
                return syntax;
            }
            obstacle = obstacle == null ? reason : obstacle;
        }
        throw new StoreSender.NotAcceptedException(explain(object.object(), accepted, obstacle));
    }

    private static String explain(DicomObject object, List<TransferSyntax> accepted, String obstacle) {
        String what =
                UidDictionary.nameOf(object.sopClassUid()) + " in " + UidDictionary.nameOf(object.transferSyntaxUid());
        if (accepted.isEmpty()) {
            return "the peer does not take " + what + ", nor this SOP class in any other transfer syntax proposed";
        }
        String takes = String.join(
                ", ",
                accepted.stream()
                        .map(syntax -> UidDictionary.nameOf(syntax.uid()))
                        .toList());
        return "the peer does not take " + what + ", it takes " + takes + "; " + obstacle;
    }
}
