package io.cameldicom.bench;

import java.util.List;

/**
 * Objects of one kind.
 *
 * @param name as in the tables
 * @param count how many objects
 * @param pixelBytes length of each one's pixel data
 */
record Workload(String name, String sopClassUid, String modality, int count, int pixelBytes) {
    private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    private static final String CR_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.1";
    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

    static final Workload CT = new Workload("500 CT of 0.5 MB", CT_IMAGE_STORAGE, "CT", 500, 512 * 512 * 2);
    static final Workload CR = new Workload("20 CR of 15 MB", CR_IMAGE_STORAGE, "CR", 20, 15_000_000);
    static final Workload SMALL = new Workload("3000 small of 8 kB", SECONDARY_CAPTURE, "OT", 3_000, 8_000);

    static final List<Workload> ALL = List.of(CT, CR, SMALL);

    Workload withCount(int objects) {
        return new Workload(objects + name.substring(name.indexOf(' ')), sopClassUid, modality, objects, pixelBytes);
    }

    /** One object of this many bytes, such as a CT multi-frame. */
    static Workload single(int pixelBytes) {
        return new Workload(
                "1 object of " + Math.round(pixelBytes / 1e5) / 10.0 + " MB", CT_IMAGE_STORAGE, "CT", 1, pixelBytes);
    }

    double megabytes() {
        return (double) count * pixelBytes / 1e6;
    }
}
