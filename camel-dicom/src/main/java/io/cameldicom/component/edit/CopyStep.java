package io.cameldicom.component.edit;

import io.cameldicom.component.language.AttributePath;
import io.cameldicom.component.language.Scope;
import io.cameldicom.component.language.Value;
import io.cameldicom.dicom.data.Attributes;
import java.util.List;

/** {@code copy}: the values of one attribute to another; nothing where the first has none. */
record CopyStep(AttributePath source, EditTarget target) implements EditStep {
    @Override
    public void apply(Edit edit) {
        List<String> values =
                source.values(scope(edit.dataSet())).stream().map(Value::text).toList();
        if (values.isEmpty()) {
            return;
        }
        for (EditTarget.Place place : target.places(edit.dataSet())) {
            place.set(values);
            edit.changed(target.topLevelTag(edit.dataSet()));
        }
    }

    private static Scope scope(Attributes dataSet) {
        return new Scope() {
            @Override
            public Attributes attributes() {
                return dataSet;
            }

            @Override
            public String header(String name) {
                return null;
            }
        };
    }
}
