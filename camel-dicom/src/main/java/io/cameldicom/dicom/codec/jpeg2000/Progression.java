package io.cameldicom.dicom.codec.jpeg2000;

/** Order of packets by Layer, Resolution, Component, Position (T.800 table A.16); ordinals are the codes. */
enum Progression {
    LRCP,
    RLCP,
    RPCL,
    PCRL,
    CPRL
}
