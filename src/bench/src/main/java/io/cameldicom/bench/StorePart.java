package io.cameldicom.bench;

import java.util.List;
import java.util.Map;

/** Receive and store: the hub, DCMTK's receivers, and the limit. */
final class StorePart {
    private StorePart() {}

    static void run(Lab lab) throws Exception {
        lab.report()
                .table(
                        "Receive and store",
                        "Medians of " + lab.settings().repetitions() + " runs taken in turn. CPU seconds and peak "
                                + "resident memory are those of the receiving processes; the last two columns are the "
                                + "rate against storescp's and against the raw copy's.",
                        "objects",
                        "associations",
                        "side",
                        "MB/s",
                        "objects/s",
                        "CPU s",
                        "peak MB",
                        "of storescp",
                        "of raw");
        try (Side hub = lab.start(Sides.hub(lab.distribution(), false));
                Side storescp = lab.start(Sides.storescp());
                Side dcmrecv = lab.start(Sides.dcmrecv());
                Side raw = lab.start(Sides.raw())) {
            List<Side> sides = List.of(hub, storescp, dcmrecv, raw);
            for (Side side : sides) {
                lab.warmUp(side, side);
            }
            for (Recording recording : lab.recordings()) {
                for (int associations : lab.settings().associations()) {
                    Map<Side, Measurement> medians = lab.compare(sides, recording, associations);
                    double ofStorescp = medians.get(storescp).seconds();
                    double ofRaw = medians.get(raw).seconds();
                    medians.forEach((side, median) -> lab.report()
                            .row(
                                    recording.workload().name(),
                                    associations,
                                    side.name(),
                                    recording.workload().megabytes() / median.seconds(),
                                    recording.workload().count() / median.seconds(),
                                    median.cpuSeconds(),
                                    median.peakMegabytes(),
                                    ofStorescp / median.seconds(),
                                    ofRaw / median.seconds()));
                }
            }
        }
    }
}
