package io.cameldicom.component.image;

/** What a {@code dicom-image:} endpoint does. */
public enum DicomImageOperation {
    render;

    static DicomImageOperation of(String name) {
        if (!name.equals(render.name())) {
            throw new IllegalArgumentException("dicom-image:" + name + ": must be dicom-image:render");
        }
        return render;
    }
}
