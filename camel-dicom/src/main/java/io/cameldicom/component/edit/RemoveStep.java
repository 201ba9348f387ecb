package io.cameldicom.component.edit;

/** {@code remove}: takes an attribute out, with its value or items. */
record RemoveStep(EditTarget target) implements EditStep {
    @Override
    public void apply(Edit edit) {
        int topLevelTag = target.topLevelTag(edit.dataSet());
        for (EditTarget.Place place : target.existing(edit.dataSet())) {
            place.holder().remove(place.tag());
            edit.changed(topLevelTag);
        }
    }
}
