/**
 * Data sets (PS3.5): elements, items, fragments, and their values. No input or output.
 */
package io.cameldicom.dicom.data;
