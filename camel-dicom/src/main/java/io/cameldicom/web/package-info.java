/** DICOMweb (PS3.18): what crosses over between HTTP and data sets. Knows no Camel. */
package io.cameldicom.web;
