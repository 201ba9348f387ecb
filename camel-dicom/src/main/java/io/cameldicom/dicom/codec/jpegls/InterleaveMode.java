package io.cameldicom.dicom.codec.jpegls;

/** Order of the components in a scan: ILV of the scan header (T.87 section C.2.3), its value the ordinal. */
enum InterleaveMode {
    /** One component a scan. */
    NONE,
    /** A line of each component in turn. */
    LINE,
    /** A sample of each component in turn. */
    SAMPLE
}
