/**
 * A DICOMweb user agent (PS3.18) on the HTTP client of the JDK: STOW-RS, QIDO-RS and WADO-RS, streamed both ways, with
 * credentials and retries. Knows no Camel.
 */
package io.cameldicom.web.client;
