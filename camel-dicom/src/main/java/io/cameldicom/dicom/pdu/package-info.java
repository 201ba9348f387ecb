/**
 * The seven protocol data units of the DICOM upper layer (PS3.8 9.3) and the items inside them (PS3.8 9.3, Annex D,
 * PS3.7 Annex D.3.3): values, an encoder and a decoder. Bytes only: nothing here knows a socket, a timer or a data set.
 */
package io.cameldicom.dicom.pdu;
