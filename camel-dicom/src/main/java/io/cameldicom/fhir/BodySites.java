package io.cameldicom.fhir;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;

/** Body Part Examined (0018,0015) as SNOMED CT (PS3.16 table L-1), and Laterality (CID 244). */
final class BodySites {

    private static final String NOT_ASSIGNED = "-";
    private static final Map<String, Coding> SITES = new HashMap<>();

    static {
        for (String[] row : Tables.rows("body-sites.tsv")) {
            SITES.put(
                    row[0],
                    row[1].equals(NOT_ASSIGNED)
                            ? new Coding().setDisplay(row[2])
                            : new Coding(CodingSchemes.SCT, row[1], row[2]));
        }
    }

    private BodySites() {}

    /** The code of a defined term; of another text only that text: a code needs a system. */
    static Coding site(String bodyPartExamined) {
        Coding known = SITES.get(bodyPartExamined.toUpperCase(Locale.ROOT));
        return known == null ? new Coding().setDisplay(bodyPartExamined) : known.copy();
    }

    /** Of L, R and B; null for others. */
    static Coding laterality(String value) {
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "R" -> new Coding(CodingSchemes.SCT, "24028007", "Right");
            case "L" -> new Coding(CodingSchemes.SCT, "7771000", "Left");
            case "B" -> new Coding(CodingSchemes.SCT, "51440002", "Bilateral");
            default -> null;
        };
    }

    /** Of unpaired body parts: right, and nothing to say. */
    static boolean isUnpaired(String laterality) {
        return "U".equalsIgnoreCase(laterality);
    }
}
