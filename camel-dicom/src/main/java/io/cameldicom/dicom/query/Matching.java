package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Attribute matching (PS3.4 C.2.2.2): which entities an identifier asks for, and what to tell of them. An entity is any
 * data set: the head of an object, a row of a worklist. An element it lacks or has no value for matches universal keys
 * only. Immutable once made and thread-safe, as long as nobody changes the identifier.
 */
public final class Matching {

    private final Attributes identifier;
    private final MatchingOptions options;
    private final List<Key> conditions;
    private final Set<Integer> unsupported;

    private Matching(Attributes identifier, MatchingOptions options) {
        this.identifier = identifier;
        this.options = options;
        KeyCompiler compiler = new KeyCompiler(identifier, options);
        this.conditions = compiler.conditions(identifier);
        this.unsupported = Set.copyOf(compiler.unsupported());
    }

    /** With nothing negotiated. */
    public static Matching of(Attributes identifier) {
        return of(identifier, MatchingOptions.DEFAULT);
    }

    public static Matching of(Attributes identifier, MatchingOptions options) {
        return new Matching(identifier, options);
    }

    /** Whether the entity has what every key asks for. */
    public boolean matches(Attributes entity) {
        return conditions.stream().allMatch(condition -> condition.matches(entity));
    }

    /** Keys the source does not support: they were passed over, the response is pending with warning (FF01). */
    public Set<Integer> unsupportedKeys() {
        return unsupported;
    }

    /**
     * What to return of an entity that matches (PS3.4 C.4.1.1.3.2): the keys of the identifier with the entity's values,
     * empty where it has none; of sequences the items that match; the unique keys of the level and above it, Query/Retrieve
     * Level, Retrieve AE Title, Instance Availability, Timezone Offset and Specific Character Set. A copy.
     */
    public Attributes answer(Attributes entity) {
        return new Answer(identifier, options).of(entity);
    }

    /**
     * The answers to return of an entity: none when it does not match; one; or for a worklist one for each scheduled
     * procedure step that matches (PS3.4 K.6.1.3: the sequence has a single item in a response).
     */
    public List<Attributes> answers(Attributes entity) {
        if (!matches(entity)) {
            return List.of();
        }
        Attributes answer = answer(entity);
        Sequence steps = answer.getSequence(Tag.ScheduledProcedureStepSequence);
        if (steps == null || steps.size() < 2) {
            return List.of(answer);
        }
        List<Attributes> answers = new ArrayList<>();
        for (int kept = 0; kept < steps.size(); kept++) {
            Attributes single = new Attributes(answer);
            Sequence copies = single.getSequence(Tag.ScheduledProcedureStepSequence);
            Attributes step = copies.get(kept);
            copies.removeIf(other -> other != step);
            answers.add(single);
        }
        return answers;
    }

    /** Names the keys and no values. */
    @Override
    public String toString() {
        return "Matching[" + identifier + "]";
    }
}
