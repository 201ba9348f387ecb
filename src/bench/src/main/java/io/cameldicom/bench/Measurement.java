package io.cameldicom.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run of one side.
 *
 * @param seconds first byte to last answer
 * @param cpuSeconds used by the receiving processes meanwhile
 * @param peakMegabytes resident memory of the receiving processes
 */
record Measurement(double seconds, double cpuSeconds, double peakMegabytes) {

    /** The middle one of each value over the runs. */
    static Measurement median(List<Measurement> runs) {
        return new Measurement(
                median(runs, Measurement::seconds),
                median(runs, Measurement::cpuSeconds),
                median(runs, Measurement::peakMegabytes));
    }

    static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
