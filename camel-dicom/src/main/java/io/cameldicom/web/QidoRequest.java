package io.cameldicom.web;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.data.TemporalRange;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.query.QueryLevel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A QIDO-RS search as the identifier of a C-FIND (PS3.18 10.6): query parameters become keys, {@code includefield} and
 * what a response has anyway keys without value. The other direction of {@link QidoQuery}.
 *
 * @param identifier with Query/Retrieve Level; its text is UTF-8
 * @param options what of PS3.4 C.5 the search asks for, by the names of the option {@code queryOptions}
 * @param limit most results to answer; -1 where the request does not say
 * @param offset results to leave out at the start
 * @param includeAll whether {@code includefield=all} asks for every element there is
 */
public record QidoRequest(Attributes identifier, Set<String> options, int limit, int offset, boolean includeAll) {

    private static final int MAX_PARAMETERS = 256;
    private static final int MAX_DEPTH = 8;

    /** What a response has, asked for or not (PS3.18 tables 10.6.3-3 to 10.6.3-5). */
    private static final Map<QueryLevel, int[]> RETURNED = Map.of(
            QueryLevel.STUDY,
            new int[] {
                Tag.StudyDate,
                Tag.StudyTime,
                Tag.AccessionNumber,
                Tag.ModalitiesInStudy,
                Tag.ReferringPhysicianName,
                Tag.PatientName,
                Tag.PatientID,
                Tag.PatientBirthDate,
                Tag.PatientSex,
                Tag.StudyInstanceUID,
                Tag.StudyID,
                Tag.NumberOfStudyRelatedSeries,
                Tag.NumberOfStudyRelatedInstances
            },
            QueryLevel.SERIES,
            new int[] {
                Tag.Modality,
                Tag.SeriesDescription,
                Tag.SeriesInstanceUID,
                Tag.SeriesNumber,
                Tag.NumberOfSeriesRelatedInstances,
                Tag.PerformedProcedureStepStartDate,
                Tag.PerformedProcedureStepStartTime,
                Tag.RequestAttributesSequence
            },
            QueryLevel.IMAGE,
            new int[] {
                Tag.SOPClassUID,
                Tag.SOPInstanceUID,
                Tag.InstanceNumber,
                Tag.Rows,
                Tag.Columns,
                Tag.BitsAllocated,
                Tag.NumberOfFrames
            });

    /**
     * @param resource that is searched
     * @param query the query string as it was sent, without the question mark; null for none
     * @throws WebRequestException 400, naming the parameter or the element that is wrong
     */
    public static QidoRequest of(WebResource resource, String query) throws WebRequestException {
        return new Builder(resource).read(query);
    }

    private static final class Builder {

        private final WebResource resource;
        private final Attributes keys = new Attributes();
        private final Set<String> options = new TreeSet<>();
        private int limit = -1;
        private int offset;
        private boolean includeAll;

        Builder(WebResource resource) {
            this.resource = resource;
        }

        QidoRequest read(String query) throws WebRequestException {
            keys.setSpecificCharacterSet("ISO_IR 192");
            keys.setString(Tag.QueryRetrieveLevel, VR.CS, resource.level().name());
            List<QueryParameters.Parameter> parameters = QueryParameters.parse(query, MAX_PARAMETERS);
            // keys first: what includefield names may be a key as well
            for (QueryParameters.Parameter parameter : parameters) {
                if (!steers(parameter.name(), parameter.value())) {
                    key(parameter.name(), parameter.value());
                }
            }
            for (QueryParameters.Parameter parameter : parameters) {
                if (parameter.name().equalsIgnoreCase("includefield")) {
                    for (String field : parameter.value().split(",")) {
                        include(field);
                    }
                }
            }
            path(Tag.StudyInstanceUID, resource.studyUid());
            path(Tag.SeriesInstanceUID, resource.seriesUid());
            defaults();
            return new QidoRequest(keys, Set.copyOf(options), limit, offset, includeAll);
        }

        /** False for what is a key. */
        private boolean steers(String name, String value) throws WebRequestException {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "limit" -> limit = count(name, value);
                case "offset" -> offset = count(name, value);
                case "fuzzymatching" -> option(name, value, "fuzzyNames");
                case "emptyvaluematching" -> option(name, value, "emptyValues");
                case "multiplevaluematching" -> option(name, value, "multipleValues");
                case "includefield", "accept", "charset" -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void option(String name, String value, String option) throws WebRequestException {
            if (value.equalsIgnoreCase("true")) {
                options.add(option);
            } else if (!value.equalsIgnoreCase("false")) {
                throw WebRequestException.badRequest(name + " must be true or false");
            }
        }

        private static int count(String name, String value) throws WebRequestException {
            try {
                int count = Integer.parseInt(value);
                if (count >= 0) {
                    return count;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw WebRequestException.badRequest(name + " must be a whole number, 0 or more");
        }

        private void key(String name, String value) throws WebRequestException {
            List<Integer> path = attribute(name);
            Attributes item = item(path);
            int tag = path.get(path.size() - 1);
            VR vr = ElementDictionary.vrOf(tag, null);
            if (item.containsValue(tag)) {
                throw WebRequestException.badRequest("There are two values to match " + Tag.format(tag) + " with");
            }
            List<String> values = values(vr, value);
            if (vr == VR.SQ) {
                if (!values.isEmpty()) {
                    throw WebRequestException.badRequest(
                            Tag.format(tag) + " is a sequence: elements in it can be matched, as in "
                                    + "RequestAttributesSequence.ScheduledProcedureStepID");
                }
                sequence(item, tag);
            } else if (values.isEmpty()) {
                item.setNull(tag, vr);
            } else {
                check(tag, vr, values);
                set(item, tag, vr, values);
            }
        }

        private static void set(Attributes item, int tag, VR vr, List<String> values) throws WebRequestException {
            try {
                item.setString(tag, vr, values.toArray(String[]::new));
            } catch (IllegalArgumentException e) {
                throw notThatVr(tag, vr);
            }
        }

        /** A value of an asterisk alone matches whatever is there, as none does. */
        private static List<String> values(VR vr, String value) {
            if (value.isEmpty() || value.equals("*")) {
                return List.of();
            }
            boolean list = vr != VR.LT && vr != VR.ST && vr != VR.UT && vr != VR.UR;
            return list ? List.of(value.split(vr == VR.UI ? "[,\\\\]" : "\\\\", -1)) : List.of(value);
        }

        private static void check(int tag, VR vr, List<String> values) throws WebRequestException {
            for (String value : values) {
                boolean valid =
                        switch (vr) {
                            case DA, TM, DT -> value.equals("\"\"") || TemporalRange.parse(vr, value) != null;
                            case UI -> value.matches("[0-9A-Za-z.]{1,64}");
                            case DS, IS -> isNumber(value);
                            case OB, OD, OF, OL, OV, OW, UN -> false;
                            default -> value.indexOf('\0') < 0;
                        };
                if (!valid) {
                    throw notThatVr(tag, vr);
                }
            }
        }

        private static boolean isNumber(String value) {
            try {
                return value.length() <= 16 && new BigDecimal(value.strip()).scale() <= 16;
            } catch (NumberFormatException e) {
                return value.equals("\"\"");
            }
        }

        private static WebRequestException notThatVr(int tag, VR vr) {
            return WebRequestException.badRequest("What " + Tag.format(tag) + " is to match is no value of VR " + vr);
        }

        private void include(String field) throws WebRequestException {
            if (field.equalsIgnoreCase("all")) {
                includeAll = true;
            } else if (!field.isBlank()) {
                List<Integer> path = attribute(field);
                returned(item(path), path.get(path.size() - 1));
            }
        }

        private static void returned(Attributes item, int tag) {
            if (item.contains(tag)) {
                return;
            }
            VR vr = ElementDictionary.vrOf(tag, null);
            if (vr == VR.SQ) {
                item.newSequence(tag);
            } else {
                item.setNull(tag, vr);
            }
        }

        /** The tags of {@code 00400275.00400007} or of keywords, the element itself last. */
        private static List<Integer> attribute(String name) throws WebRequestException {
            String[] steps = name.split("\\.", -1);
            if (steps.length > MAX_DEPTH) {
                throw WebRequestException.badRequest("A parameter names a sequence in a sequence too many times");
            }
            List<Integer> path = new ArrayList<>();
            for (String step : steps) {
                path.add(tag(step));
            }
            for (int tag : path.subList(0, path.size() - 1)) {
                if (ElementDictionary.vrOf(tag, null) != VR.SQ) {
                    throw WebRequestException.badRequest(Tag.format(tag) + " is no sequence: there is nothing in it");
                }
            }
            return path;
        }

        private static int tag(String name) throws WebRequestException {
            int tag;
            try {
                tag = Tag.parse(name);
            } catch (IllegalArgumentException e) {
                String shown = name.matches("[0-9A-Za-z]{1,64}") ? name : "one of them";
                throw WebRequestException.badRequest("The query has parameters that are no attributes: " + shown);
            }
            if (Tag.isPrivate(tag) || Tag.isGroupLength(tag) || !ElementDictionary.contains(tag)) {
                throw WebRequestException.badRequest(Tag.format(tag) + " is no attribute to search by");
            }
            return tag;
        }

        private Attributes item(List<Integer> path) {
            Attributes item = keys;
            for (int tag : path.subList(0, path.size() - 1)) {
                item = sequence(item, tag);
            }
            return item;
        }

        private static Attributes sequence(Attributes keys, int tag) {
            Sequence sequence = keys.getSequence(tag);
            if (sequence == null) {
                sequence = keys.newSequence(tag);
            }
            if (sequence.isEmpty()) {
                Attributes item = new Attributes();
                item.setSpecificCharacterSet("ISO_IR 192");
                sequence.add(item);
            }
            return sequence.get(0);
        }

        private void path(int tag, String uid) throws WebRequestException {
            if (uid == null) {
                return;
            }
            if (keys.containsValue(tag) && !uid.equals(keys.getString(tag))) {
                throw WebRequestException.badRequest(Tag.format(tag) + " is in the path already");
            }
            keys.setString(tag, VR.UI, uid);
        }

        private void defaults() {
            List<QueryLevel> levels = new ArrayList<>(List.of(resource.level()));
            // what the path does not say of the entities above is told of each result
            if (resource.level() != QueryLevel.STUDY && resource.studyUid() == null) {
                levels.add(QueryLevel.STUDY);
                options.add("relational");
            }
            if (resource.level() == QueryLevel.IMAGE && resource.seriesUid() == null) {
                levels.add(QueryLevel.SERIES);
                options.add("relational");
            }
            for (QueryLevel level : levels) {
                for (int tag : RETURNED.get(level)) {
                    returned(keys, tag);
                }
            }
        }
    }

    /** The options as the header {@code CamelDicomQueryOptions} has them. */
    public String optionNames() {
        return options.stream().sorted().collect(Collectors.joining(","));
    }
}
