/**
 * Service classes of PS3.4 over {@code dimse}: what an {@link io.cameldicom.dicom.service.ApplicationEntity} offers as
 * SCP, and the SCUs that use a peer's.
 *
 * <p>Performing side: an {@link io.cameldicom.dicom.service.ApplicationEntityHost} listens, an application entity
 * decides who may associate and with what contexts, a service class provider does the work: {@link
 * io.cameldicom.dicom.service.StorageScp}, {@link io.cameldicom.dicom.service.FindScp}, {@link
 * io.cameldicom.dicom.service.MoveScp}, {@link io.cameldicom.dicom.service.GetScp}, {@link
 * io.cameldicom.dicom.service.NormalizedScp}. Invoking side: an {@link
 * io.cameldicom.dicom.service.AssociationRequestor} opens sessions, which the SCUs of the same names use.
 */
package io.cameldicom.dicom.service;
