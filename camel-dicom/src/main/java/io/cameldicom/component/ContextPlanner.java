package io.cameldicom.component;

import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.service.StorageContexts;
import io.cameldicom.dicom.service.StorageContexts.Encoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which presentation contexts a producer proposes to one peer: those of the object at hand, those the options name, and
 * those of objects sent before. Thread-safe.
 */
final class ContextPlanner implements ContextPlan {

    /** Two contexts each fit the 128 of an association (PS3.8 9.3.2.2). */
    private static final int MOST_ENCODINGS = 60;

    private final List<TransferSyntax> transferSyntaxes;
    private final Set<Encoding> known = new LinkedHashSet<>();
    private final LosslessSubstitutes substitutes = new LosslessSubstitutes();

    ContextPlanner(DicomConfiguration options) {
        transferSyntaxes = options.transferSyntaxList();
        for (String sopClass : SopClassSelection.of(options.getSopClasses()).uids()) {
            known.add(new Encoding(sopClass, UID.ExplicitVRLittleEndian));
        }
    }

    LosslessSubstitutes substitutes() {
        return substitutes;
    }

    /** Whether the options leave open which transfer syntaxes are proposed. */
    boolean isFree() {
        return transferSyntaxes.isEmpty();
    }

    /** What an association must have been offered to be of use for an encoding, which is remembered. */
    synchronized Set<Encoding> wanted(Encoding encoding) {
        known.add(encoding);
        return withSubstitute(encoding);
    }

    private Set<Encoding> withSubstitute(Encoding encoding) {
        Set<Encoding> wanted = new LinkedHashSet<>(List.of(encoding));
        substitutes
                .of(encoding.sopClassUid())
                .ifPresent(syntax -> wanted.add(new Encoding(encoding.sopClassUid(), syntax.uid())));
        return wanted;
    }

    /** What to offer in an association that is opened for these encodings: they, and as many of those known as it has room for. */
    @Override
    public synchronized Set<Encoding> proposalFor(Set<Encoding> wanted) {
        Set<Encoding> proposal = new LinkedHashSet<>(wanted);
        List<Encoding> latestFirst = new ArrayList<>(known);
        Collections.reverse(latestFirst);
        for (Encoding other : latestFirst) {
            Set<Encoding> more = withSubstitute(other);
            if (proposal.size() + more.size() <= MOST_ENCODINGS) {
                proposal.addAll(more);
            } else {
                known.remove(other);
            }
        }
        return proposal;
    }

    @Override
    public List<PresentationContextRq> contexts(Set<Encoding> proposal) {
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
