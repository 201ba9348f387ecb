package io.cameldicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** Which package may use which: the arrows of the design, checked in the compiled classes. */
class LayersTest {

    private static final String BASE = "io.cameldicom.";
    private static final Pattern ARROW = Pattern.compile("^\\s+(\\S+)\\s+->\\s+(\\S+)\\s+.*$");

    /** What each layer builds on; it may use that and all below it. */
    private static final Map<String, Set<String>> BUILDS_ON = new LinkedHashMap<>();

    static {
        BUILDS_ON.put("dicom.dict", Set.of());
        BUILDS_ON.put("dicom.data", Set.of("dicom.dict"));
        BUILDS_ON.put("dicom.io", Set.of("dicom.data"));
        BUILDS_ON.put("dicom.json", Set.of("dicom.data"));
        BUILDS_ON.put("dicom.xml", Set.of("dicom.data"));
        BUILDS_ON.put("dicom.media", Set.of("dicom.io"));
        BUILDS_ON.put("dicom.pixel", Set.of("dicom.data"));
        BUILDS_ON.put("dicom.codec", Set.of("dicom.pixel"));
        BUILDS_ON.put("dicom.transcode", Set.of("dicom.io", "dicom.codec"));
        BUILDS_ON.put("dicom.render", Set.of("dicom.transcode"));
        BUILDS_ON.put("dicom.deid", Set.of("dicom.data"));
        BUILDS_ON.put("dicom.query", Set.of("dicom.data"));
        BUILDS_ON.put("dicom.pdu", Set.of("dicom.dict"));
        BUILDS_ON.put("dicom.ul", Set.of("dicom.pdu"));
        BUILDS_ON.put("dicom.dimse", Set.of("dicom.ul", "dicom.io"));
        BUILDS_ON.put("dicom.service", Set.of("dicom.dimse"));
    }

    @Test
    void every_arrow_between_packages_points_down() {
        List<String> wrong = new ArrayList<>();
        int arrows = 0;
        for (String line : jdeps().split("\\R")) {
            Matcher arrow = ARROW.matcher(line);
            if (arrow.matches() && arrow.group(1).startsWith(BASE)) {
                arrows++;
                if (!isAllowed(arrow.group(1), arrow.group(2))) {
                    wrong.add(arrow.group(1) + " -> " + arrow.group(2));
                }
            }
        }
        assertTrue(arrows > 10, "jdeps said nothing about our packages");
        assertEquals(List.of(), wrong);
    }

    private static boolean isAllowed(String from, String to) {
        if (from.startsWith(BASE + "component")) {
            return true;
        }
        if (to.startsWith("org.apache.camel") || to.startsWith(BASE + "component")) {
            return false;
        }
        if (isCodec(from) && isCodec(to) && !from.equals(to)) {
            return false;
        }
        // what is neither engine nor component (fhir, print, web) may use all of the engine
        boolean engine = from.startsWith(BASE + "dicom.");
        return !engine || !to.startsWith(BASE) || from.equals(to) || reaches(layer(from), layer(to));
    }

    /** A package of one codec, which knows no other; {@code codec.marker} is the syntax that some have in common. */
    private static boolean isCodec(String packageName) {
        return packageName.startsWith(BASE + "dicom.codec.") && !packageName.endsWith(".marker");
    }

    /** The layer of a package: {@code dicom.codec} of {@code io.cameldicom.dicom.codec.rle}. */
    private static String layer(String packageName) {
        String[] parts = packageName.substring(BASE.length()).split("\\.");
        return parts.length < 2 ? parts[0] : parts[0] + "." + parts[1];
    }

    private static boolean reaches(String from, String to) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(from));
        while (!next.isEmpty()) {
            String layer = next.remove(next.size() - 1);
            if (layer.equals(to)) {
                return true;
            }
            if (seen.add(layer)) {
                next.addAll(BUILDS_ON.getOrDefault(layer, Set.of()));
            }
        }
        return false;
    }

    private static String jdeps() {
        Path classes = Path.of("target/classes");
        assertTrue(Files.isDirectory(classes), "no compiled classes in " + classes.toAbsolutePath());
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int result = jdeps.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "-verbose:package",
                "--ignore-missing-deps",
                "-filter:none",
                classes.toString());
        assertEquals(0, result, err.toString());
        return out.toString();
    }
}
