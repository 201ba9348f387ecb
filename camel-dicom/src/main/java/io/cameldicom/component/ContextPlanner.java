package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.StorageContexts;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which presentation contexts a producer proposes: those of the object at hand, those the options name, and those of
 * objects sent before. Thread-safe.
 */
final class ContextPlanner {

    /** Two contexts each fit the 128 of an association (PS3.8 9.3.2.2). */
    private static final int MOST_ENCODINGS = 60;

    private final List<TransferSyntax> transferSyntaxes;
    private final Set<Encoding> known = new LinkedHashSet<>();

    ContextPlanner(DicomConfiguration options) {
        transferSyntaxes = options.transferSyntaxList();
        for (String sopClass : SopClassSelection.of(options.getSopClasses()).uids()) {
            known.add(new Encoding(sopClass, UID.ExplicitVRLittleEndian));
        }
    }

    /** What to offer in an association that is opened for this encoding; it comes first and is remembered. */
    synchronized Set<Encoding> proposalFor(Encoding encoding) {
        Set<Encoding> proposal = new LinkedHashSet<>();
        proposal.add(encoding);
        for (Encoding other : known) {
            if (proposal.size() < MOST_ENCODINGS) {
                proposal.add(other);
            }
        }
        known.clear();
        known.addAll(proposal);
        return proposal;
    }

    List<PresentationContextRq> contexts(Set<Encoding> proposal) {
        return transferSyntaxes.isEmpty() ? StorageContexts.plan(proposal).get(0) : contextsOfOptions(proposal);
    }

    /** Each transfer syntax of the option in a context of its own, so that the peer can accept every one. */
    private List<PresentationContextRq> contextsOfOptions(Set<Encoding> proposal) {
        Map<String, Encoding> bySopClass = new LinkedHashMap<>();
        proposal.forEach(encoding -> bySopClass.putIfAbsent(encoding.sopClassUid(), encoding));
        List<PresentationContextRq> contexts = new ArrayList<>();
        for (String sopClass : bySopClass.keySet()) {
            if (contexts.size() + transferSyntaxes.size() > 128 && !contexts.isEmpty()) {
                break;
            }
            for (TransferSyntax syntax : transferSyntaxes) {
                contexts.add(new PresentationContextRq(2 * contexts.size() + 1, sopClass, List.of(syntax.uid())));
            }
        }
        return contexts;
    }
}
