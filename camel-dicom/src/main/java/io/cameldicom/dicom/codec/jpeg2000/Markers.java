package io.cameldicom.dicom.codec.jpeg2000;

/** Second bytes of the marker codes (T.800 table A.2, T.801 table A.2). */
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

    /** The first and the last of those by which Part 2 changes what coefficients and samples mean: DCO to ATK. */
    private static final int FIRST_OF_PART_2 = 0x70;

    private static final int LAST_OF_PART_2 = 0x79;
    /** Quantization by precinct, of Part 2. */
    private static final int QPD = 0x5A;

    private static final int QPC = 0x5B;

    private Markers() {}

    /** Whether the segment says that the decoding of Part 1 would give other samples than the encoder meant. */
    static boolean isOfPart2(int marker) {
        return marker >= FIRST_OF_PART_2 && marker <= LAST_OF_PART_2 || marker == QPD || marker == QPC;
    }
}
