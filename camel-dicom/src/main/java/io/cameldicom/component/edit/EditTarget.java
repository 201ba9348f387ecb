package io.cameldicom.component.edit;

import io.cameldicom.component.language.AttributePath;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.data.SpecificCharacterSet;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.List;

/**
 * The attribute a step changes: its path, and the VR it gets where it is new.
 *
 * @param vr what the step or the dictionary says; {@code UN} when neither does
 */
record EditTarget(AttributePath path, VR vr) {
    private static final String UNICODE = "ISO_IR 192";

    /** One place in a data set or item where the attribute is or will be. */
    record Place(Attributes holder, int tag, VR vr) {
        /** The values, empty ones included; null when it is not there, or neither text nor number. */
        String[] values() {
            return holder.getStrings(tag);
        }

        boolean hasValue() {
            String[] values = values();
            if (values == null) {
                return holder.containsValue(tag);
            }
            for (String value : values) {
                if (!value.isEmpty()) {
                    return true;
                }
            }
            return false;
        }

        /**
         * Sets the values. Where the Specific Character Set lacks a character, the whole data set is raised to Unicode.
         *
         * @throws IllegalArgumentException when a value breaks the rules of the VR, naming the tag
         */
        void set(List<String> values) {
            values.forEach(value -> ValueRules.check(tag, vr, value));
            String joined = String.join("\\", values);
            SpecificCharacterSet characters = holder.getSpecificCharacterSet();
            if (vr.usesSpecificCharacterSet() && !characters.canEncode(joined, vr)) {
                root().setSpecificCharacterSet(UNICODE);
            }
            if (joined.isEmpty()) {
                holder.setNull(tag, vr);
            } else {
                holder.setString(tag, vr, values.toArray(String[]::new));
            }
        }

        private Attributes root() {
            Attributes root = holder;
            while (root.getParent() != null) {
                root = root.getParent();
            }
            return root;
        }
    }

    int topLevelTag(Attributes dataSet) {
        return path.first().tagIn(dataSet);
    }

    /** Where the attribute is, with a value or without. */
    List<Place> existing(Attributes dataSet) {
        List<Place> places = new ArrayList<>();
        for (Attributes holder : holders(dataSet, false)) {
            int tag = path.last().tagIn(holder);
            if (tag != -1 && holder.contains(tag)) {
                places.add(new Place(holder, tag, vrIn(holder, tag)));
            }
        }
        return places;
    }

    /** Where the attribute is or is to be: private blocks are reserved, and an index just behind the last item makes a new one. */
    List<Place> places(Attributes dataSet) {
        List<Place> places = new ArrayList<>();
        for (Attributes holder : holders(dataSet, true)) {
            int tag = path.last().tagIn(holder);
            if (tag == -1) {
                holder.setString(path.last().creator(), path.last().tag(), vr);
                tag = path.last().tagIn(holder);
            }
            places.add(new Place(holder, tag, vrIn(holder, tag)));
        }
        return places;
    }

    private VR vrIn(Attributes holder, int tag) {
        VR there = holder.getVR(tag);
        return there == null || there == VR.UN ? vr : there;
    }

    private List<Attributes> holders(Attributes dataSet, boolean make) {
        List<Attributes> holders = List.of(dataSet);
        for (AttributePath.Step step : path.steps().subList(0, path.steps().size() - 1)) {
            List<Attributes> items = new ArrayList<>();
            for (Attributes holder : holders) {
                addItems(holder, step, make, items);
            }
            holders = items;
        }
        return holders;
    }

    private static void addItems(Attributes holder, AttributePath.Step step, boolean make, List<Attributes> items) {
        int tag = step.tagIn(holder);
        Sequence sequence = tag == -1 ? null : holder.getSequence(tag);
        int size = sequence == null ? 0 : sequence.size();
        if (step.index() == AttributePath.ANY) {
            if (sequence != null) {
                items.addAll(sequence);
            }
        } else if (step.index() < size) {
            items.add(sequence.get(step.index()));
        } else if (make && step.index() == size) {
            Sequence made = sequence != null
                    ? sequence
                    : step.creator() == null
                            ? holder.newSequence(step.tag())
                            : holder.newSequence(step.creator(), step.tag());
            made.add(new Attributes(holder.bigEndian()));
            items.add(made.get(size));
        }
    }
}
