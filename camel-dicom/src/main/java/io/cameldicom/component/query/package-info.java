/** The {@code dicom-query:} endpoint: answers queries from what a route has at hand. */
package io.cameldicom.component.query;
