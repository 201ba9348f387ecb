package io.cameldicom.component.query;

import io.cameldicom.component.ClosableIterator;
import io.cameldicom.dicom.data.Attributes;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The answers of one entity after the other, made when they are asked for. */
final class Answers implements ClosableIterator<Attributes> {

    private final ClosableIterator<Attributes> entities;
    private final Function<Attributes, List<Attributes>> answers;
    private Iterator<Attributes> current = Collections.emptyIterator();

    Answers(ClosableIterator<Attributes> entities, Function<Attributes, List<Attributes>> answers) {
        this.entities = entities;
        this.answers = answers;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && entities.hasNext()) {
            current = answers.apply(entities.next()).iterator();
        }
        return current.hasNext();
    }

    @Override
    public Attributes next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more answers");
        }
        return current.next();
    }

    @Override
    public void close() {
        entities.close();
    }
}
