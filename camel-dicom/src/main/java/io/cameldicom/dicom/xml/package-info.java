/** The Native DICOM Model in XML (PS3.19 A.1), with the StAX of the JDK. */
package io.cameldicom.dicom.xml;
