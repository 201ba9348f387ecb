/** The {@code dicom-edit:} endpoint: changes of attributes in a route. */
package io.cameldicom.component.edit;
