package io.cameldicom.bench;

import java.util.ArrayList;
import java.util.List;

/** A routed object against a direct send to the same receiver. */
final class ForwardPart {
    private ForwardPart() {}

    static void run(Lab lab) throws Exception {
        lab.report()
                .table(
                        "Forward",
                        "From the sender to DCMTK storescp +B --fork: directly, and through a hub whose route only "
                                + "forwards. CPU seconds and memory are the hub's, or storescp's for the direct send.",
                        "objects",
                        "associations",
                        "way",
                        "MB/s",
                        "objects/s",
                        "CPU s",
                        "peak MB",
                        "of direct");
        try (Side archive = lab.start(Sides.storescp());
                Side hub = lab.start(
                        Sides.forwardingHub(lab.distribution(), lab.settings().routes(), archive.port()))) {
            lab.warmUp(archive, archive);
            lab.warmUp(hub, archive);
            for (Recording recording : lab.recordings()) {
                for (int associations : lab.settings().associations()) {
                    List<Measurement> direct = new ArrayList<>();
                    List<Measurement> routed = new ArrayList<>();
                    for (int i = 0; i < lab.settings().repetitions(); i++) {
                        direct.add(lab.measure(archive, recording, associations));
                        routed.add(lab.measure(hub, archive, recording, associations));
                    }
                    Measurement reference = Measurement.median(direct);
                    row(lab, recording.workload(), associations, "direct", reference, reference);
                    row(
                            lab,
                            recording.workload(),
                            associations,
                            "through the hub",
                            Measurement.median(routed),
                            reference);
                }
            }
        }
    }

    private static void row(
            Lab lab, Workload workload, int associations, String way, Measurement median, Measurement direct) {
        lab.report()
                .row(
                        workload.name(),
                        associations,
                        way,
                        workload.megabytes() / median.seconds(),
                        workload.count() / median.seconds(),
                        median.cpuSeconds(),
                        median.peakMegabytes(),
                        direct.seconds() / median.seconds());
    }
}
