package io.cameldicom.hub.index;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.query.Matching;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The answers to an identifier among entities, as they are taken. For one thread. */
final class IndexMatches implements Iterator<Attributes> {

    private final Iterator<Attributes> entities;
    private final Matching matching;
    private final boolean whole;
    private final Deque<Attributes> ready = new ArrayDeque<>();

    /** @param whole whether all that is known of a match is told, not what the identifier names alone */
    IndexMatches(Iterator<Attributes> entities, Matching matching, boolean whole) {
        this.entities = entities;
        this.matching = matching;
        this.whole = whole;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && entities.hasNext()) {
            Attributes entity = entities.next();
            if (!whole) {
                ready.addAll(matching.answers(entity));
            } else if (matching.matches(entity)) {
                ready.add(entity);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Attributes next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.poll();
    }
}
