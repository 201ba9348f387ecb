package io.cameldicom.dicom.data;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.RandomAccess;

/**
 * The value of an element of VR SQ: items, each a data set (PS3.5 7.5). A list that can be changed; a change marks the
 * data set around it as modified. An item belongs to one sequence at a time.
 */
public final class Sequence extends AbstractList<Attributes> implements RandomAccess {

    private final Attributes parent;
    private final ArrayList<Attributes> items = new ArrayList<>();
    private final boolean undefinedLength;

    Sequence(Attributes parent, boolean undefinedLength) {
        this.parent = parent;
        this.undefinedLength = undefinedLength;
    }

    /** The data set this sequence is an element of. */
    public Attributes parent() {
        return parent;
    }

    /** True when the sequence was read with a delimiter instead of a length; it is written so again. */
    public boolean undefinedLength() {
        return undefinedLength;
    }

    @Override
    public Attributes get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    /**
     * Adds the item as it is, not a copy.
     *
     * @throws IllegalArgumentException when it is an item already; add {@code new Attributes(item)} then
     */
    @Override
    public void add(int index, Attributes item) {
        adopt(item);
        items.add(index, item);
        modCount++;
        parent.touch();
    }

    @Override
    public Attributes set(int index, Attributes item) {
        Attributes old = items.get(index);
        if (item == old) {
            return old;
        }
        adopt(item);
        items.set(index, item);
        old.container(null);
        parent.touch();
        return old;
    }

    @Override
    public Attributes remove(int index) {
        Attributes item = items.remove(index);
        item.container(null);
        modCount++;
        parent.touch();
        return item;
    }

    void ensureCapacity(int items) {
        this.items.ensureCapacity(items);
    }

    /** Adds an item as read from a stream. */
    void append(Attributes item) {
        item.container(this);
        items.add(item);
    }

    private void adopt(Attributes item) {
        if (item.container() != null) {
            throw new IllegalArgumentException("the item belongs to a sequence already: add a copy of it");
        }
        for (Attributes ancestor = parent; ancestor != null; ancestor = ancestor.getParent()) {
            if (ancestor == item) {
                throw new IllegalArgumentException("a data set cannot be an item of itself");
            }
        }
        item.container(this);
    }

    /** Two sequences are equal when they are the same one: items can change. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Says how many items there are, not what is in them. */
    @Override
    public String toString() {
        return "Sequence[" + items.size() + " items]";
    }
}
