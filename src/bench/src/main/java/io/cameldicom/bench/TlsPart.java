package io.cameldicom.bench;

import java.util.List;
import java.util.Map;

/** Receive and store over TLS: the hub and DCMTK's receiver, and the hub without TLS. */
final class TlsPart {
    private TlsPart() {}

    static void run(Lab lab) throws Exception {
        TlsIdentity identity = TlsIdentity.make(lab.settings().work());
        lab.report()
                .table(
                        "Receive and store over TLS",
                        "Medians of " + lab.settings().repetitions()
                                + " runs taken in turn, TLS 1.3 with AES-256-GCM. The"
                                + " sender encrypts on the same cores, so that the rate is that of both; CPU seconds are"
                                + " those of the receiving processes.",
                        "objects",
                        "associations",
                        "side",
                        "MB/s",
                        "objects/s",
                        "CPU s",
                        "peak MB",
                        "of storescp +tls");
        try (Side hub = lab.start(Sides.tlsHub(lab.distribution(), identity));
                Side storescp = lab.start(Sides.tlsStorescp(identity));
                Side plain = lab.start(Sides.hub(lab.distribution(), false))) {
            List<Side> sides = List.of(hub, storescp, plain);
            for (Side side : sides) {
                lab.warmUp(side, side);
            }
            for (Recording recording : lab.recordings()) {
                for (int associations : lab.settings().associations()) {
                    Map<Side, Measurement> medians = lab.compare(sides, recording, associations);
                    double ofStorescp = medians.get(storescp).seconds();
                    medians.forEach((side, median) -> lab.report()
                            .row(
                                    recording.workload().name(),
                                    associations,
                                    side.name(),
                                    recording.workload().megabytes() / median.seconds(),
                                    recording.workload().count() / median.seconds(),
                                    median.cpuSeconds(),
                                    median.peakMegabytes(),
                                    ofStorescp / median.seconds()));
                }
            }
        }
    }
}
