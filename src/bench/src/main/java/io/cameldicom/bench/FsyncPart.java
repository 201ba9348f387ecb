package io.cameldicom.bench;

import java.util.List;
import java.util.Map;

/** What it costs that success means "on the disk". */
final class FsyncPart {
    private FsyncPart() {}

    static void run(Lab lab) throws Exception {
        lab.report()
                .table(
                        "What fsync costs",
                        "The hub as it is shipped (success only after file and folder are synced) against the hub "
                                + "with hub.fsync=false.",
                        "objects",
                        "associations",
                        "fsync off MB/s",
                        "fsync on MB/s",
                        "on/off");
        try (Side off = lab.start(Sides.hub(lab.distribution(), false));
                Side on = lab.start(Sides.hub(lab.distribution(), true))) {
            lab.warmUp(off, off);
            lab.warmUp(on, on);
            for (Recording recording : lab.recordings()) {
                for (int associations : lab.settings().associations()) {
                    Map<Side, Measurement> medians = lab.compare(List.of(off, on), recording, associations);
                    double megabytes = recording.workload().megabytes();
                    double without = medians.get(off).seconds();
                    double with = medians.get(on).seconds();
                    lab.report()
                            .row(
                                    recording.workload().name(),
                                    associations,
                                    megabytes / without,
                                    megabytes / with,
                                    without / with);
                }
            }
        }
    }
}
