package io.cameldicom.fuzz;

import java.util.Arrays;

/** All targets in one process, for a short run: the first byte chooses the target, the others are its input. */
public final class EveryTarget {

    private static final FuzzTarget[] TARGETS = FuzzTarget.values();

    private EveryTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length > 0) {
            int chosen = (input[0] & 0xFF) % TARGETS.length;
            TARGETS[chosen].run(Arrays.copyOfRange(input, 1, input.length));
        }
    }

    /** The input for which this does what the target does for its own. */
    static byte[] inputFor(FuzzTarget target, byte[] own) {
        byte[] input = new byte[1 + own.length];
        input[0] = (byte) target.ordinal();
        System.arraycopy(own, 0, input, 1, own.length);
        return input;
    }
}
