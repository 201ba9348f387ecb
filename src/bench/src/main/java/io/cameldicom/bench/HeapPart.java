package io.cameldicom.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whether memory depends on the size of an object. */
final class HeapPart {
    private static final List<Integer> SIZES = List.of(500_000, 50_000_000, 500_000_000);
    /** A young generation that nothing here fills: what is allocated stays visible. */
    private static final String ROOMY = "-Dhub.fsync=false -XX:+UseG1GC -Xms1g -Xmx1g -Xmn800m";

    private HeapPart() {}

    static void run(Lab lab) throws Exception {
        lab.report()
                .table(
                        "Heap by size of the object",
                        "Growth of the used heap while one object is received and stored, without a collection in "
                                + "between, and the highest resident memory meanwhile (of a JVM with a heap of 1 GB).",
                        "object",
                        "heap MB",
                        "peak resident MB");
        try (Side hub = lab.start(Sides.hub("hub, heap", lab.distribution(), ROOMY))) {
            Heap heap = new Heap(hub.process());
            lab.warmUp(hub, hub);
            for (int size : lab.settings().quick() ? SIZES.subList(0, 1) : SIZES) {
                Recording recording = lab.record(Workload.single(size));
                List<Measurement> runs = new ArrayList<>();
                List<Double> growth = new ArrayList<>();
                for (int i = 0; i < lab.settings().repetitions(); i++) {
                    heap.collect();
                    double before = heap.usedMegabytes();
                    runs.add(lab.measure(hub, recording, 1));
                    growth.add(heap.usedMegabytes() - before);
                }
                Collections.sort(growth);
                lab.report()
                        .row(
                                recording.workload().name(),
                                growth.get(growth.size() / 2),
                                Measurement.median(runs).peakMegabytes());
            }
        }
    }
}
