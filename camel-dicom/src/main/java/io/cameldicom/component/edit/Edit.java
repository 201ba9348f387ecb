package io.cameldicom.component.edit;

import io.cameldicom.dicom.data.Attributes;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;

/** A data set while it is being changed, and what of it has changed. Tags are of the data set itself, not of its items. */
final class Edit {
    private final Attributes dataSet;
    private final Exchange exchange;
    private final Set<Integer> changed = new TreeSet<>(Integer::compareUnsigned);
    private final Set<Integer> hidden = new TreeSet<>(Integer::compareUnsigned);

    Edit(Attributes dataSet, Exchange exchange) {
        this.dataSet = dataSet;
        this.exchange = exchange;
    }

    Attributes dataSet() {
        return dataSet;
    }

    Exchange exchange() {
        return exchange;
    }

    void changed(int tag) {
        changed.add(tag);
    }

    /** Changed so that its previous value is not to be known. */
    void hidden(int tag) {
        hidden.add(tag);
    }

    boolean isChange() {
        return !changed.isEmpty() || !hidden.isEmpty();
    }

    /** Whose previous values may be recorded. */
    Set<Integer> recordable() {
        Set<Integer> recordable = new TreeSet<>(Integer::compareUnsigned);
        recordable.addAll(changed);
        recordable.removeAll(hidden);
        return recordable;
    }
}
