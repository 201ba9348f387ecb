package io.cameldicom.dicom.codec.jpeg2000;

import io.cameldicom.dicom.codec.CodecException;

/**
 * Bounds the steps through progressions that lead to no packet: changes of the order may name packets again and again
 * that were there before, which costs no bytes. One for a frame, whatever its tiles. Not thread-safe.
 */
final class StepBudget {
    /** No sensible stream passes by so many. */
    private static final int LEAST = 1 << 24;

    private long left;

    /** @param samples of the frame */
    StepBudget(long samples) {
        left = LEAST + 2 * samples;
    }

    void spend() throws CodecException {
        if (--left < 0) {
            throw new CodecException("progression order changes lead nowhere");
        }
    }
}
