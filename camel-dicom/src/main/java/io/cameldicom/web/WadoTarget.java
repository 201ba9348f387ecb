package io.cameldicom.web;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A study, a series or an instance to retrieve (PS3.18 10.4.1.1). Immutable.
 *
 * @param series null for the whole study
 * @param instance null for the whole study or series
 */
public record WadoTarget(String study, String series, String instance) {

    private static final Pattern UID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.]{0,63}");

    /** @throws IllegalArgumentException if one is missing above another, or is no UID; the message names the element */
    public WadoTarget {
        check(Tag.StudyInstanceUID, study, true);
        check(Tag.SeriesInstanceUID, series, instance != null);
        check(Tag.SOPInstanceUID, instance, false);
    }

    private static void check(int tag, String uid, boolean needed) {
        if (uid == null ? needed : !UID.matcher(uid).matches()) {
            throw new IllegalArgumentException(
                    Tag.format(tag) + (uid == null ? " is missing: WADO-RS needs it in the path" : " must be one UID"));
        }
    }

    /**
     * What the identifier of a C-MOVE or C-GET asks for, each entity of its level by itself.
     *
     * @throws IllegalArgumentException if a UID is missing or none, or the level is one that WADO-RS has not
     */
    public static List<WadoTarget> of(Attributes identifier) {
        String study = identifier.getString(Tag.StudyInstanceUID);
        String series = identifier.getString(Tag.SeriesInstanceUID);
        String level = identifier.getString(Tag.QueryRetrieveLevel, "");
        return switch (level) {
            case "STUDY" -> uids(identifier, Tag.StudyInstanceUID).stream()
                    .map(uid -> new WadoTarget(uid, null, null))
                    .toList();
            case "SERIES" -> uids(identifier, Tag.SeriesInstanceUID).stream()
                    .map(uid -> new WadoTarget(study, uid, null))
                    .toList();
            case "IMAGE" -> uids(identifier, Tag.SOPInstanceUID).stream()
                    .map(uid -> new WadoTarget(study, series, uid))
                    .toList();
            default -> throw new IllegalArgumentException(
                    "(0008,0052) Query/Retrieve Level must be STUDY, SERIES or IMAGE: WADO-RS has no other");
        };
    }

    private static List<String> uids(Attributes identifier, int tag) {
        String[] uids = identifier.getStrings(tag);
        if (uids == null || uids.length == 0) {
            throw new IllegalArgumentException(Tag.format(tag) + " is missing: it says what to retrieve");
        }
        return Arrays.asList(uids);
    }

    /** Below the base URL. */
    public String path() {
        return "/studies/" + study
                + (series == null ? "" : "/series/" + series)
                + (instance == null ? "" : "/instances/" + instance);
    }
}
