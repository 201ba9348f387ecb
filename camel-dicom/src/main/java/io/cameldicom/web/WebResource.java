package io.cameldicom.web;

import io.cameldicom.dicom.query.QueryLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the path of a request to the Studies Service names (PS3.18 10.1.1): studies, series or instances to search for or
 * store, or one of them, and what of it. Its UIDs are none but UIDs: they have no slash, no blank and no two dots in a row.
 *
 * @param target what of the entity is meant
 * @param level of the entities searched for, or of the one named
 * @param studyUid null where the path names none
 * @param seriesUid null where the path names none
 * @param instanceUid null where the path names none
 * @param frames numbers from 1, in the order asked for; empty where the path names none
 * @param bulkData the path below {@code bulkdata/}, such as {@code 00082112/1/00282000}; null where there is none
 */
public record WebResource(
        Target target,
        QueryLevel level,
        String studyUid,
        String seriesUid,
        String instanceUid,
        List<Integer> frames,
        String bulkData) {

    /** What of an entity a path means. */
    public enum Target {
        /** Not one entity, but all that match. */
        ALL,
        INSTANCES,
        METADATA,
        RENDERED,
        THUMBNAIL,
        FRAMES,
        RENDERED_FRAMES,
        BULK_DATA
    }

    /** UIDs in the field have letters. */
    private static final Pattern UID = Pattern.compile("[0-9A-Za-z]+(\\.[0-9A-Za-z]+)*");

    private static final int UID_LENGTH = 64;
    private static final Pattern BULK_DATA = Pattern.compile("[0-9A-Fa-f]{8}(/[1-9][0-9]{0,5}/[0-9A-Fa-f]{8}){0,15}");
    private static final Pattern FRAME = Pattern.compile("[1-9][0-9]{0,8}");
    private static final int MAX_FRAMES = 10_000;

    /**
     * @param path below the service's root, as it was sent; with or without slashes at its ends
     * @throws WebRequestException 404 if there is no such resource, 400 if one of its UIDs or frames is none
     */
    public static WebResource parse(String path) throws WebRequestException {
        return new Parser(path).resource();
    }

    private static final class Parser {

        private final String[] segments;
        private int next;
        private String study;
        private String series;
        private String instance;

        Parser(String path) {
            String trimmed = path.replaceAll("^/+|/$", "");
            segments = trimmed.isEmpty() ? new String[0] : trimmed.split("/", -1);
        }

        WebResource resource() throws WebRequestException {
            String[] names = {"studies", "series", "instances"};
            QueryLevel[] levels = {QueryLevel.STUDY, QueryLevel.SERIES, QueryLevel.IMAGE};
            int from = 0;
            QueryLevel named = null;
            while (next < segments.length) {
                int level = List.of(names).indexOf(segments[next]);
                if (level < from) {
                    return named == null ? unknown() : below(named);
                }
                next++;
                if (next == segments.length) {
                    return new WebResource(Target.ALL, levels[level], study, series, instance, List.of(), null);
                }
                if (level != from) {
                    unknown(); // series/{uid} without its study
                }
                uid(level);
                named = levels[level];
                from = level + 1;
            }
            return named == null ? unknown() : of(named, Target.INSTANCES, List.of(), null);
        }

        private void uid(int level) throws WebRequestException {
            String uid = segments[next++];
            if (uid.length() > UID_LENGTH || !UID.matcher(uid).matches()) {
                throw WebRequestException.badRequest("The path has what is no UID");
            }
            switch (level) {
                case 0 -> study = uid;
                case 1 -> series = uid;
                default -> instance = uid;
            }
        }

        private WebResource below(QueryLevel level) throws WebRequestException {
            String name = segments[next++];
            boolean last = next == segments.length;
            if (last) {
                switch (name) {
                    case "metadata":
                        return of(level, Target.METADATA, List.of(), null);
                    case "rendered":
                        return of(level, Target.RENDERED, List.of(), null);
                    case "thumbnail":
                        return of(level, Target.THUMBNAIL, List.of(), null);
                    default:
                        return unknown();
                }
            }
            if (level != QueryLevel.IMAGE) {
                return unknown();
            }
            return switch (name) {
                case "frames" -> frames();
                case "bulkdata" -> of(level, Target.BULK_DATA, List.of(), bulkData());
                default -> unknown();
            };
        }

        private WebResource frames() throws WebRequestException {
            List<Integer> frames = new ArrayList<>();
            for (String frame :
                    segments[next++].replace("%2C", ",").replace("%2c", ",").split(",", MAX_FRAMES + 1)) {
                if (!FRAME.matcher(frame).matches()) {
                    throw WebRequestException.badRequest("The path has what is no frame number, or too many of them");
                }
                frames.add(Integer.parseInt(frame));
            }
            if (next == segments.length) {
                return of(QueryLevel.IMAGE, Target.FRAMES, frames, null);
            }
            return next == segments.length - 1 && segments[next].equals("rendered")
                    ? of(QueryLevel.IMAGE, Target.RENDERED_FRAMES, frames, null)
                    : unknown();
        }

        private String bulkData() throws WebRequestException {
            String path = String.join("/", List.of(segments).subList(next, segments.length));
            if (!BULK_DATA.matcher(path).matches()) {
                unknown();
            }
            return path;
        }

        private WebResource of(QueryLevel level, Target target, List<Integer> frames, String bulkData) {
            return new WebResource(target, level, study, series, instance, List.copyOf(frames), bulkData);
        }

        private static WebResource unknown() throws WebRequestException {
            throw new WebRequestException(WebRequestException.NOT_FOUND, "There is no such DICOMweb resource");
        }
    }
}
