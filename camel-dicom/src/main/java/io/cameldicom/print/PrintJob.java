package io.cameldicom.print;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UidGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a print session asked to be printed (PS3.4 Annex H): the films of one N-ACTION with their images. It is what it was
 * at that moment; whatever the session does later is not in it.
 *
 * <p>Its pixels are in files as a rule. Who makes a job holds it, {@link #hold} makes one holder more, {@link #close} one
 * less; with the last the files go. The data sets it hands out are not to be changed. Thread-safe.
 */
public class PrintJob implements AutoCloseable {

    private final String id;
    private final String callingAeTitle;
    private final String calledAeTitle;
    private final boolean color;
    private final String sessionUid;
    private final Attributes session;
    private final List<Film> films;
    private final Holders holders;

    private PrintJob(Builder builder) {
        id = builder.id == null ? UidGenerator.next() : builder.id;
        callingAeTitle = builder.callingAeTitle;
        calledAeTitle = builder.calledAeTitle;
        color = builder.color;
        sessionUid = builder.sessionUid;
        session = builder.session;
        films = List.copyOf(builder.films);
        holders = new Holders(builder.whenReleased);
    }

    /** The same job, with the same holders, as another class. */
    protected PrintJob(PrintJob other) {
        id = other.id;
        callingAeTitle = other.callingAeTitle;
        calledAeTitle = other.calledAeTitle;
        color = other.color;
        sessionUid = other.sessionUid;
        session = other.session;
        films = other.films;
        holders = other.holders;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** SOP Instance UID of the Print Job. */
    public String id() {
        return id;
    }

    /** AE title of who asked; null if nobody did. */
    public String callingAeTitle() {
        return callingAeTitle;
    }

    /** AE title of the printer that was asked; null if none was. */
    public String calledAeTitle() {
        return calledAeTitle;
    }

    /** Whether it came by Basic Color Print Management, and is to be printed so: its images are then in color. */
    public boolean isColor() {
        return color;
    }

    /** SOP Instance UID of the film session; null if it has none yet. */
    public String sessionUid() {
        return sessionUid;
    }

    /** The film session as created and set (PS3.3 C.13.1); not to be changed. */
    public Attributes session() {
        return session;
    }

    /** In the order of printing; at least one. */
    public List<Film> films() {
        return films;
    }

    /** Number of Copies (2000,0010), at least 1. */
    public int numberOfCopies() {
        return Math.max(1, session.getInt(Tag.NumberOfCopies, 1));
    }

    /** Print Priority (2000,0020): HIGH, MED or LOW; MED where it is not said. */
    public String printPriority() {
        return session.getString(Tag.PrintPriority, "MED").toUpperCase(Locale.ROOT);
    }

    /** Medium Type (2000,0030), such as PAPER, BLUE FILM, CLEAR FILM; null for the printer's choice. */
    public String mediumType() {
        return session.getString(Tag.MediumType);
    }

    /** Film Destination (2000,0040): MAGAZINE, PROCESSOR, BIN_i; null for the printer's choice. */
    public String filmDestination() {
        return session.getString(Tag.FilmDestination);
    }

    /** Film Session Label (2000,0050), which may name a patient; null for none. */
    public String filmSessionLabel() {
        return session.getString(Tag.FilmSessionLabel);
    }

    /** Owner ID (2100,0160); null for none. */
    public String ownerId() {
        return session.getString(Tag.OwnerID);
    }

    /**
     * One holder more; each closes once.
     *
     * @return this
     * @throws IllegalStateException if the last holder has closed it
     */
    public PrintJob hold() {
        holders.add();
        return this;
    }

    /** Lets one hold go; the last deletes the pixels. Closing more often does nothing. */
    @Override
    public void close() {
        holders.remove();
    }

    /** Id, films, copies; no values of a patient. */
    @Override
    public String toString() {
        return "PrintJob[" + id + ", " + (color ? "color" : "grayscale") + ", " + films.size() + " films, "
                + numberOfCopies() + " copies]";
    }

    private static final class Holders {

        private final AtomicInteger count = new AtomicInteger(1);
        private final Runnable whenReleased;

        private Holders(Runnable whenReleased) {
            this.whenReleased = whenReleased;
        }

        private void add() {
            if (count.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
                throw new IllegalStateException("The print job is no longer there: its last holder has closed it");
            }
        }

        private void remove() {
            if (count.getAndUpdate(n -> n == 0 ? 0 : n - 1) == 1 && whenReleased != null) {
                whenReleased.run();
            }
        }
    }

    /** Makes a {@link PrintJob}. For one thread. */
    public static final class Builder {

        private final List<Film> films = new ArrayList<>();
        private String id;
        private String callingAeTitle;
        private String calledAeTitle;
        private boolean color;
        private String sessionUid;
        private Attributes session = new Attributes();
        private Runnable whenReleased;

        private Builder() {}

        /** A UID; a new one if none is given. */
        public Builder id(String uid) {
            id = uid;
            return this;
        }

        public Builder callingAeTitle(String aeTitle) {
            callingAeTitle = aeTitle;
            return this;
        }

        public Builder calledAeTitle(String aeTitle) {
            calledAeTitle = aeTitle;
            return this;
        }

        /** Grayscale if it is not said. */
        public Builder color(boolean inColor) {
            color = inColor;
            return this;
        }

        public Builder sessionUid(String uid) {
            sessionUid = uid;
            return this;
        }

        /** The film session's attributes; none if they are not given. */
        public Builder session(Attributes attributes) {
            session = Objects.requireNonNull(attributes, "session");
            return this;
        }

        public Builder film(Film film) {
            films.add(film);
            return this;
        }

        /** What deletes the pixels; run once, when the last holder has closed the job. */
        public Builder whenReleased(Runnable release) {
            whenReleased = release;
            return this;
        }

        /** @throws IllegalArgumentException if there is no film */
        public PrintJob build() {
            if (films.isEmpty()) {
                throw new IllegalArgumentException("A print job has at least one film");
            }
            return new PrintJob(this);
        }
    }
}
