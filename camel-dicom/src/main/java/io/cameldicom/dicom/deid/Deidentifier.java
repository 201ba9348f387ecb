package io.cameldicom.dicom.deid;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The Basic Application Level Confidentiality Profile of PS3.15 2026c Annex E with options, for the attributes of a data set; pixel data is
 * neither looked at nor changed. Immutable and thread-safe; one data set is changed by one thread.
 *
 * <p>Stricter than the table: attributes that no dictionary knows go, and of overlays and curves the whole group.
 */
public final class Deidentifier {
    private static final int FIRST_CURVE = 0x5000;
    private static final int FIRST_OVERLAY = 0x6000;
    private static final int REPEATING_GROUP = 0xFF00;

    private final KeyedHash hash;
    private final Dummies dummies;
    private final Set<ProfileOption> options;
    private final Set<SafePrivateAttribute> safePrivate;
    private final int mostDays;

    /**
     * @param safePrivate what {@link ProfileOption#RETAIN_SAFE_PRIVATE} keeps
     * @param mostDays how far {@link ProfileOption#RETAIN_MODIFIED_DATES} moves dates into the past: by 1 to this many days
     * @throws IllegalArgumentException when the options contradict each other
     */
    public Deidentifier(
            KeyedHash hash, Set<ProfileOption> options, Set<SafePrivateAttribute> safePrivate, int mostDays) {
        this.hash = hash;
        this.dummies = new Dummies(hash);
        this.options = options.isEmpty() ? EnumSet.noneOf(ProfileOption.class) : EnumSet.copyOf(options);
        this.safePrivate = Set.copyOf(safePrivate);
        this.mostDays = mostDays;
        if (options.contains(ProfileOption.RETAIN_FULL_DATES)
                && options.contains(ProfileOption.RETAIN_MODIFIED_DATES)) {
            throw new IllegalArgumentException("Dates are retained in full or modified, not both");
        }
        if (mostDays < 1) {
            throw new IllegalArgumentException("Dates cannot be moved by at most " + mostDays + " days");
        }
    }

    /**
     * Changes the data set. Its patient gets the same pseudonym and the same shift of dates in all objects with the same Patient ID.
     *
     * @throws IllegalArgumentException for a DICOMDIR, whose records quote objects that are elsewhere
     */
    public void deidentify(Attributes dataSet) {
        if (dataSet.contains(Tag.DirectoryRecordSequence)) {
            throw new IllegalArgumentException(
                    "A DICOMDIR cannot be de-identified: make one of the de-identified objects");
        }
        String patient = patientOf(dataSet);
        int days = -hash.days(patient, mostDays);
        boolean hasId = dataSet.contains(Tag.PatientID);
        boolean hasName = dataSet.contains(Tag.PatientName);
        process(dataSet, days);
        String pseudonym = hash.hex(patient, 16);
        if (hasId) {
            dataSet.setString(Tag.PatientID, VR.LO, pseudonym);
        }
        if (hasName) {
            dataSet.setString(Tag.PatientName, VR.PN, pseudonym);
        }
        DeidentificationMark.set(dataSet, options);
    }

    /** Without a Patient ID the study is all that is known to be of one person. */
    private static String patientOf(Attributes dataSet) {
        String id = dataSet.getString(Tag.PatientID, "");
        return id.isEmpty()
                ? "study " + dataSet.getString(Tag.StudyInstanceUID, "")
                : "patient " + id + "\\" + dataSet.getString(Tag.IssuerOfPatientID, "");
    }

    private void process(Attributes attributes, int days) {
        Set<Integer> creators = creatorsOfSafe(attributes);
        for (int tag : attributes.tags()) {
            if (Tag.isPrivate(tag)) {
                if (!isSafe(attributes, tag) && !creators.contains(tag)) {
                    attributes.remove(tag);
                }
            } else if (isUnknown(tag) || isCurveOrOverlay(tag)) {
                attributes.remove(tag);
            } else {
                apply(ProfileTable.actionOf(tag, options), attributes, tag, days);
            }
        }
    }

    private void apply(Action action, Attributes attributes, int tag, int days) {
        switch (action) {
            case REMOVE -> attributes.remove(tag);
            case EMPTY -> attributes.setNull(tag, vrOf(attributes, tag));
            case DUMMY -> dummies.replace(attributes, tag);
            case UID -> Uids.replace(attributes, tag, hash);
            case SHIFT -> shift(attributes, tag, days);
            case KEEP -> keep(attributes, tag, days);
        }
    }

    private void keep(Attributes attributes, int tag, int days) {
        Sequence items = attributes.getSequence(tag);
        if (items != null) {
            for (Attributes item : items) {
                process(item, days);
            }
        } else if (vrOf(attributes, tag) == VR.SQ && attributes.containsValue(tag)) {
            // a sequence nobody can look into, for it was read as UN
            attributes.remove(tag);
        }
    }

    /** A time of day stays; a date that is none becomes a dummy, for nobody knows what it says. */
    private void shift(Attributes attributes, int tag, int days) {
        VR vr = vrOf(attributes, tag);
        String[] values = attributes.getStrings(tag);
        if ((vr != VR.DA && vr != VR.DT) || values == null) {
            if (vr != VR.TM && tag != Tag.TimezoneOffsetFromUTC) {
                dummies.replace(attributes, tag);
            }
            return;
        }
        String[] shifted = Arrays.stream(values)
                .map(value -> value.isEmpty()
                        ? value
                        : vr == VR.DA ? DateShift.date(value, days) : DateShift.dateTime(value, days))
                .toArray(String[]::new);
        if (Arrays.stream(shifted).anyMatch(value -> value == null)) {
            dummies.replace(attributes, tag);
        } else if (shifted.length > 0) {
            attributes.setString(tag, vr, shifted);
        }
    }

    private boolean isSafe(Attributes attributes, int tag) {
        String creator = Tag.isPrivateCreator(tag) ? null : attributes.privateCreatorOf(tag);
        return options.contains(ProfileOption.RETAIN_SAFE_PRIVATE)
                && creator != null
                // of a private sequence nobody knows what may be in its items
                && attributes.getSequence(tag) == null
                && safePrivate.contains(new SafePrivateAttribute(Tag.group(tag), creator, tag & 0xFF));
    }

    private Set<Integer> creatorsOfSafe(Attributes attributes) {
        Set<Integer> creators = new HashSet<>();
        for (int tag : attributes.tags()) {
            if (Tag.isPrivate(tag) && isSafe(attributes, tag)) {
                creators.add(Tag.creatorOf(tag));
            }
        }
        return creators;
    }

    /** Private, or not in the dictionary. A group length would be wrong after the change and goes, too. */
    static boolean isUnknown(int tag) {
        return Tag.isPrivate(tag) || Tag.isGroupLength(tag) || !ElementDictionary.contains(tag);
    }

    private static boolean isCurveOrOverlay(int tag) {
        int group = Tag.group(tag) & REPEATING_GROUP;
        return group == FIRST_CURVE || group == FIRST_OVERLAY;
    }

    static VR vrOf(Attributes attributes, int tag) {
        VR vr = attributes.getVR(tag);
        return vr == VR.UN ? ElementDictionary.vrOf(tag, null) : vr;
    }
}
