/** The words of the standard: tags, VRs, UIDs, transfer syntaxes and the dictionaries behind them (PS3.5, PS3.6, PS3.7). */
package io.cameldicom.dicom.dict;
