package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.BulkDataUris;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.net.URI;

/** Where metadata say that the long values of an instance are: at this service, below {@code bulkdata/}. */
record BulkDataLinks(String instance) implements BulkDataUris {

    /** Shorter values are in the metadata themselves. */
    private static final int SHORT = 1024;

    private static final String PIXEL_DATA = "%08X".formatted(Tag.PixelData);

    static BulkDataLinks of(String root, DicomObject object) {
        return new BulkDataLinks(root + "/studies/" + object.string("StudyInstanceUID") + "/series/"
                + object.string("SeriesInstanceUID") + "/instances/" + object.sopInstanceUid());
    }

    @Override
    public URI uriOf(String path, VR vr, long length) {
        return path.equals(PIXEL_DATA) || length < 0 || length > SHORT
                ? URI.create(instance + "/bulkdata/" + path)
                : null;
    }
}
