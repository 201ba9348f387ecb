package io.cameldicom.dicom.codec.jpegls;

/** The edge-detecting predictor of T.87 section A.4.1. */
final class Prediction {
    private Prediction() {}

    static int median(int ra, int rb, int rc) {
        return Math.max(Math.min(ra, rb), Math.min(Math.max(ra, rb), ra + rb - rc));
    }
}
