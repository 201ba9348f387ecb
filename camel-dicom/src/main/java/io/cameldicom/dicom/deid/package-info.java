/** Pseudonyms and de-identification (PS3.15 Annex E). */
package io.cameldicom.dicom.deid;
