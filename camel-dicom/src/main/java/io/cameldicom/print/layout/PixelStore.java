package io.cameldicom.print.layout;

import io.cameldicom.dicom.data.BulkData;
import java.io.IOException;

/** Keeps pixels as long as a print job needs them, outside memory if they are many. */
@FunctionalInterface
public interface PixelStore {

    /** @param pixels native, little endian; not kept by the caller */
    BulkData keep(byte[] pixels) throws IOException;
}
