/**
 * The Camel side: {@code dicom:} endpoints over the engine in {@code io.cameldicom.dicom}.
 *
 * <p>A consumer is a DICOM service class provider (SCP), a producer a service class user (SCU). Message bodies are
 * {@link io.cameldicom.component.DicomObject}s, headers the {@code CamelDicom*} names of
 * {@link io.cameldicom.component.DicomConstants}.
 */
package io.cameldicom.component;
