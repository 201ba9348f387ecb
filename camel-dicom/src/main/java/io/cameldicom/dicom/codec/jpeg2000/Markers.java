package io.cameldicom.dicom.codec.jpeg2000;

/** Second bytes of the marker codes (T.800 table A.2). */
final class Markers {
    static final int SOC = 0x4F;
    static final int CAP = 0x50;
    static final int SIZ = 0x51;
    static final int COD = 0x52;
    static final int COC = 0x53;
    static final int TLM = 0x55;
    static final int PLM = 0x57;
    static final int PLT = 0x58;
    static final int CPF = 0x59;
    static final int QCD = 0x5C;
    static final int QCC = 0x5D;
    static final int RGN = 0x5E;
    static final int POC = 0x5F;
    static final int PPM = 0x60;
    static final int PPT = 0x61;
    static final int CRG = 0x63;
    static final int COM = 0x64;
    static final int SOT = 0x90;
    static final int SOP = 0x91;
    static final int EPH = 0x92;
    static final int SOD = 0x93;
    static final int EOC = 0xD9;

    private Markers() {}
}
