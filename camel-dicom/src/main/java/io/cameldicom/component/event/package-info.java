/**
 * What happens on DICOM associations, as Camel events of type {@code Custom} for any {@link
 * org.apache.camel.spi.EventNotifier}: for metrics, audit trails and consoles. No event holds a patient's identity.
 */
package io.cameldicom.component.event;
