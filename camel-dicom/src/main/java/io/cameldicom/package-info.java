/** DICOM for Apache Camel. */
package io.cameldicom;
