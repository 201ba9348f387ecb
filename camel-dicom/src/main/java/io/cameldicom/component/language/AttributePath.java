package io.cameldicom.component.language;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.List;

/** An attribute, of the data set or in items of sequences: {@code RequestAttributesSequence[0].RequestedProcedureID}. */
public record AttributePath(List<Step> steps, int position) implements Operand {
    /** All items, or all values. */
    public static final int ANY = -1;

    /**
     * @param creator private creator, or null
     * @param index of the item or value, from 0, or {@link #ANY}
     */
    public record Step(int tag, String creator, int index) {
        public VR dictionaryVr() {
            return ElementDictionary.vrOf(tag, creator);
        }

        /** The tag in this data set, or -1 when the private creator has no block there. */
        public int tagIn(Attributes attributes) {
            return creator == null ? tag : attributes.tagOf(creator, tag);
        }
    }

    public Step first() {
        return steps.get(0);
    }

    public Step last() {
        return steps.get(steps.size() - 1);
    }

    public VR dictionaryVr() {
        return last().dictionaryVr();
    }

    /** For error messages. */
    String described() {
        String keyword = ElementDictionary.keywordOf(last().tag, last().creator);
        return keyword.isEmpty() ? Tag.format(last().tag) : keyword;
    }

    @Override
    public Meaning meaning() {
        VR vr = dictionaryVr();
        return vr == VR.UN ? null : Meaning.of(vr);
    }

    @Override
    public List<Value> values(Scope scope) {
        List<Value> values = new ArrayList<>();
        for (Attributes holder : holders(scope)) {
            int tag = last().tagIn(holder);
            String[] texts = holder.getStrings(tag);
            if (texts != null) {
                Meaning meaning = meaningIn(holder, tag);
                for (int i = 0; i < texts.length; i++) {
                    if ((last().index == ANY || last().index == i) && !texts[i].isEmpty()) {
                        values.add(new Value(texts[i], meaning));
                    }
                }
            }
        }
        return values;
    }

    private Meaning meaningIn(Attributes holder, int tag) {
        VR vr = holder.getVR(tag);
        return Meaning.of(vr == VR.UN ? dictionaryVr() : vr);
    }

    /** Of a sequence its items: a list, or with an index the one. */
    @Override
    public Object result(Scope scope) {
        List<Attributes> items = new ArrayList<>();
        boolean sequence = false;
        for (Attributes holder : holders(scope)) {
            Sequence found = holder.getSequence(last().tagIn(holder));
            sequence |= found != null;
            addItems(found, last().index, items);
        }
        if (!sequence) {
            return Operand.super.result(scope);
        }
        return last().index == ANY ? items : items.isEmpty() ? null : items.get(0);
    }

    /** Whether the element is there, with a value or without. */
    boolean exists(Scope scope) {
        for (Attributes holder : holders(scope)) {
            int tag = last().tagIn(holder);
            if (tag != -1 && holder.contains(tag) && (last().index == ANY || hasIndex(holder, tag))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasIndex(Attributes holder, int tag) {
        Sequence sequence = holder.getSequence(tag);
        String[] values = holder.getStrings(tag);
        return last().index < (sequence != null ? sequence.size() : values == null ? 0 : values.length);
    }

    /** Whether there is neither a value nor an item. */
    boolean isEmpty(Scope scope) {
        for (Attributes holder : holders(scope)) {
            int tag = last().tagIn(holder);
            boolean text = holder.getStrings(tag) != null;
            if (tag != -1 && !text && holder.containsValue(tag) && (last().index == ANY || hasIndex(holder, tag))) {
                return false;
            }
        }
        return values(scope).isEmpty();
    }

    /** The data sets and items in which the last step is looked up. */
    private List<Attributes> holders(Scope scope) {
        List<Attributes> holders = List.of(scope.attributes());
        for (Step step : steps.subList(0, steps.size() - 1)) {
            List<Attributes> items = new ArrayList<>();
            for (Attributes holder : holders) {
                addItems(holder.getSequence(step.tagIn(holder)), step.index, items);
            }
            holders = items;
        }
        return holders;
    }

    private static void addItems(Sequence sequence, int index, List<Attributes> items) {
        if (sequence == null) {
            return;
        }
        if (index == ANY) {
            items.addAll(sequence);
        } else if (index < sequence.size()) {
            items.add(sequence.get(index));
        }
    }
}
