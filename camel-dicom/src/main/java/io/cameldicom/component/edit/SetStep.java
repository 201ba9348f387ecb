package io.cameldicom.component.edit;

import java.util.List;
import org.apache.camel.Exchange;

/** {@code set}, and {@code default}, which leaves alone what has a value. */
record SetStep(EditTarget target, List<Text> values, boolean onlyIfEmpty) implements EditStep {
    /** A literal, or a Simple expression. */
    interface Text {
        String in(Exchange exchange);
    }

    @Override
    public void apply(Edit edit) {
        for (EditTarget.Place place : target.places(edit.dataSet())) {
            if (!onlyIfEmpty || !place.hasValue()) {
                place.set(
                        values.stream().map(value -> value.in(edit.exchange())).toList());
                edit.changed(target.topLevelTag(edit.dataSet()));
            }
        }
    }
}
