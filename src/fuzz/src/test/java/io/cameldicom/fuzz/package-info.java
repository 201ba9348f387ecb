/**
 * Fuzz targets: each takes any bytes at all and fails if the code under it does anything but work or refuse them with
 * the exception it documents. See {@code src/fuzz/README.md}.
 */
package io.cameldicom.fuzz;
