package io.cameldicom.dicom.dimse;

import io.cameldicom.dicom.dict.UID;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * SOP classes that are negotiated as one and named apart in messages: a context's abstract syntax is then another UID than
 * the SOP class of a request in it.
 */
public final class MetaSopClass {
    private static final Set<String> UNIFIED_PROCEDURE_STEP = Set.of(UID.UnifiedProcedureStepPush);
    private static final Set<String> PERFORMED_PROCEDURE_STEP = Set.of(
            UID.ModalityPerformedProcedureStep,
            UID.ModalityPerformedProcedureStepRetrieve,
            UID.ModalityPerformedProcedureStepNotification);

    /** Members by abstract syntax. */
    private static final Map<String, Set<String>> MEMBERS = Map.ofEntries(
            // PS3.4 H.3.2.2
            Map.entry(UID.BasicGrayscalePrintManagementMeta, printMembers(UID.BasicGrayscaleImageBox)),
            Map.entry(UID.BasicColorPrintManagementMeta, printMembers(UID.BasicColorImageBox)),
            // PS3.4 CC.2: whatever was negotiated, messages name the push class
            Map.entry(UID.UnifiedProcedureStepWatch, UNIFIED_PROCEDURE_STEP),
            Map.entry(UID.UnifiedProcedureStepPull, UNIFIED_PROCEDURE_STEP),
            Map.entry(UID.UnifiedProcedureStepEvent, UNIFIED_PROCEDURE_STEP),
            Map.entry(UID.UnifiedProcedureStepQuery, UNIFIED_PROCEDURE_STEP),
            // PS3.4 F: one instance, seen through three classes; peers name it by the one it was created with
            Map.entry(UID.ModalityPerformedProcedureStep, PERFORMED_PROCEDURE_STEP),
            Map.entry(UID.ModalityPerformedProcedureStepRetrieve, PERFORMED_PROCEDURE_STEP),
            Map.entry(UID.ModalityPerformedProcedureStepNotification, PERFORMED_PROCEDURE_STEP));

    private MetaSopClass() {}

    /** Whether requests on a SOP class may be made in a context of this abstract syntax. */
    public static boolean covers(String abstractSyntax, String sopClassUid) {
        return abstractSyntax.equals(sopClassUid)
                || MEMBERS.getOrDefault(abstractSyntax, Set.of()).contains(sopClassUid);
    }

    /** The abstract syntaxes whose contexts carry requests on a SOP class, its own first. */
    public static List<String> abstractSyntaxesFor(String sopClassUid) {
        return Stream.concat(
                        Stream.of(sopClassUid),
                        MEMBERS.entrySet().stream()
                                .filter(meta -> meta.getValue().contains(sopClassUid))
                                .map(Map.Entry::getKey)
                                .filter(uid -> !uid.equals(sopClassUid))
                                .sorted())
                .toList();
    }

    private static Set<String> printMembers(String imageBox) {
        return Set.of(UID.BasicFilmSession, UID.BasicFilmBox, imageBox, UID.Printer);
    }
}
