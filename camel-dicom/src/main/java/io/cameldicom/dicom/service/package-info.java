/**
 * Service classes of PS3.4 over {@code dimse}: what an {@link io.cameldicom.dicom.service.ApplicationEntity} offers as
 * SCP, and the SCUs that use a peer's.
 *
 * <p>Performing side: an {@link io.cameldicom.dicom.service.ApplicationEntityHost} listens, an application entity
 * decides who may associate and with what contexts, a service class provider ({@link
 * io.cameldicom.dicom.service.StorageScp}) does the work. Invoking side: an {@link
 * io.cameldicom.dicom.service.AssociationRequestor} opens sessions, {@link io.cameldicom.dicom.service.StorageScu} and
 * {@link io.cameldicom.dicom.service.VerificationScu} use them.
 */
package io.cameldicom.dicom.service;
