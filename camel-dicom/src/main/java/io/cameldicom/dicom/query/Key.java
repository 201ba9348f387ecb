package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;

/** One condition an identifier sets. Immutable. */
@FunctionalInterface
interface Key {
    boolean matches(Attributes entity);
}
