package io.cameldicom.hub.ledger;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * What to look for: all that is given must hold, null is not asked for. Starts with {@link #all()}; each method returns
 * another search. Immutable.
 */
public final class LedgerSearch implements Cloneable {

    /** A page that asks for more gets no more. */
    public static final int MAX_LIMIT = 1000;

    private static final int DEFAULT_LIMIT = 100;

    private String study;
    private String series;
    private String instance;
    private String accession;
    private Instant from;
    private Instant to;
    private String destination;
    private Outcome outcome;
    private boolean showingPatients;
    private int limit = DEFAULT_LIMIT;
    private int offset;

    private LedgerSearch() {}

    /** Everything, newest first, the first hundred, without patients. */
    public static LedgerSearch all() {
        return new LedgerSearch();
    }

    private LedgerSearch with(Consumer<LedgerSearch> change) {
        try {
            LedgerSearch copy = (LedgerSearch) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** A whole Study Instance UID. */
    public LedgerSearch study(String uid) {
        return with(copy -> copy.study = uid);
    }

    /** A whole Series Instance UID. */
    public LedgerSearch series(String uid) {
        return with(copy -> copy.series = uid);
    }

    /** A whole SOP Instance UID. */
    public LedgerSearch instance(String uid) {
        return with(copy -> copy.instance = uid);
    }

    /** A whole accession number, as it came. */
    public LedgerSearch accession(String number) {
        return with(copy -> copy.accession = number);
    }

    /** The last event lies in this time, from inclusive to exclusive; null is open. */
    public LedgerSearch between(Instant earliest, Instant latest) {
        return with(copy -> {
            copy.from = earliest;
            copy.to = latest;
        });
    }

    /** Something happened at this destination. */
    public LedgerSearch at(String name) {
        return with(copy -> copy.destination = name);
    }

    /** This is the present state, at the destination asked for or at any. */
    public LedgerSearch in(Outcome state) {
        return with(copy -> copy.outcome = state);
    }

    /** Answers say Patient ID and name: ask only on behalf of somebody who may see them. */
    public LedgerSearch showingPatients() {
        return with(copy -> copy.showingPatients = true);
    }

    /**
     * One page of the answers.
     *
     * @param size 1 to {@value #MAX_LIMIT}
     * @param skip answers to pass over
     */
    public LedgerSearch page(int size, int skip) {
        return with(copy -> {
            copy.limit = Math.max(1, Math.min(size, MAX_LIMIT));
            copy.offset = Math.max(0, skip);
        });
    }

    String study() {
        return study;
    }

    String series() {
        return series;
    }

    String instance() {
        return instance;
    }

    String accession() {
        return accession;
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return to;
    }

    String destination() {
        return destination;
    }

    Outcome outcome() {
        return outcome;
    }

    boolean isShowingPatients() {
        return showingPatients;
    }

    int limit() {
        return limit;
    }

    int offset() {
        return offset;
    }
}
