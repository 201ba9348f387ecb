package io.cameldicom.web;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The identifier of a C-FIND as a QIDO-RS search (PS3.18 10.6): keys with values become query parameters, keys without
 * become {@code includefield}. Wildcards, ranges and lists are written the same on both sides (PS3.18 8.3.4.1).
 *
 * @param path of the resource searched, such as {@code /studies/1.2.3/series}
 * @param parameters the query string without the question mark, percent-encoded; empty for none
 */
public record QidoQuery(String path, String parameters) {

    private static final Pattern UID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.]{0,63}");

    /** They steer the query, or are said by the path. */
    private static final Set<Integer> NO_KEYS = Set.of(
            Tag.QueryRetrieveLevel,
            Tag.SpecificCharacterSet,
            Tag.TimezoneOffsetFromUTC,
            Tag.RetrieveAETitle,
            Tag.InstanceAvailability);

    /**
     * @param identifier with a Query/Retrieve Level of STUDY, SERIES or IMAGE; QIDO-RS knows no patients
     * @throws IllegalArgumentException if there is no such level, or a UID is none; the message names the element
     */
    public static QidoQuery of(Attributes identifier) {
        String level = identifier.getString(Tag.QueryRetrieveLevel, "");
        int[] inPath =
                switch (level) {
                    case "STUDY" -> new int[] {};
                    case "SERIES" -> new int[] {Tag.StudyInstanceUID};
                    case "IMAGE" -> new int[] {Tag.StudyInstanceUID, Tag.SeriesInstanceUID};
                    default -> throw new IllegalArgumentException(
                            "(0008,0052) Query/Retrieve Level must be STUDY, SERIES or IMAGE: QIDO-RS has no other");
                };
        StringBuilder path = new StringBuilder();
        List<Integer> done = new ArrayList<>();
        for (int tag : inPath) {
            String uid = identifier.getString(tag);
            if (uid != null) {
                path.append(tag == Tag.StudyInstanceUID ? "/studies/" : "/series/")
                        .append(uid(tag, uid));
                done.add(tag);
            } else {
                break; // a relational query
            }
        }
        path.append(
                switch (level) {
                    case "STUDY" -> "/studies";
                    case "SERIES" -> "/series";
                    default -> "/instances";
                });
        List<String> parameters = new ArrayList<>();
        for (int tag : identifier.tags()) {
            if (!NO_KEYS.contains(tag) && !done.contains(tag) && !Tag.isPrivate(tag)) {
                add(parameters, "", identifier, tag);
            }
        }
        return new QidoQuery(path.toString(), String.join("&", parameters));
    }

    private static void add(List<String> parameters, String prefix, Attributes keys, int tag) {
        String name = prefix + "%08X".formatted(tag);
        if (keys.getVR(tag) == VR.SQ) {
            Sequence sequence = keys.getSequence(tag);
            if (sequence.isEmpty() || sequence.get(0).isEmpty()) {
                parameters.add("includefield=" + name);
                return;
            }
            for (int nested : sequence.get(0).tags()) {
                add(parameters, name + ".", sequence.get(0), nested);
            }
        } else if (keys.containsValue(tag)) {
            parameters.add(
                    name + "=" + encode(String.join(keys.getVR(tag) == VR.UI ? "," : "\\", keys.getStrings(tag))));
        } else {
            parameters.add("includefield=" + name);
        }
    }

    private static String uid(int tag, String uid) {
        if (!UID.matcher(uid).matches()) {
            throw new IllegalArgumentException(Tag.format(tag) + " must be one UID");
        }
        return uid;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
