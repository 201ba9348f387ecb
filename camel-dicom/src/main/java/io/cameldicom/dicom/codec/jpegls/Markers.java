package io.cameldicom.dicom.codec.jpegls;

/** Second bytes of the markers that JPEG-LS uses (T.87 table C.1, T.81 table B.1). */
final class Markers {
    static final int RST0 = 0xD0;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DNL = 0xDC;
    static final int DRI = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP8 = 0xE8;
    static final int APP15 = 0xEF;
    static final int SOF55 = 0xF7;
    static final int LSE = 0xF8;
    static final int COM = 0xFE;

    private Markers() {}
}
