package io.cameldicom.dicom.codec.jpeg;

/** Second bytes of the markers of T.81 table B.1. */
final class Markers {
    static final int SOF0_BASELINE = 0xC0;
    static final int SOF1_EXTENDED = 0xC1;
    static final int SOF2_PROGRESSIVE = 0xC2;
    static final int SOF3_LOSSLESS = 0xC3;
    static final int DHT = 0xC4;
    static final int RST0 = 0xD0;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DNL = 0xDC;
    static final int DRI = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP14 = 0xEE;
    static final int APP15 = 0xEF;
    static final int COM = 0xFE;

    private Markers() {}
}
