package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.transcode.DataSetSource;
import io.cameldicom.dicom.transcode.Transcoder;
import java.io.IOException;

/** The bytes of objects for the engine that converts them, and objects of what it makes. */
final class ObjectConversion {

    private ObjectConversion() {}

    static DataSetSource source(DicomObject object) {
        DataSetBytes dataSet = object.dataSet();
        return new DataSetSource(
                (offset, length) -> dataSet.from(offset).upTo(length).openStream(),
                dataSet.length(),
                object.transferSyntax());
    }

    /** A new object, whose file, if it has one, is a Part 10 file and held once by the caller. */
    static DicomObject transcode(DicomObject object, Transcoder.Builder options) throws IOException {
        Transcoder transcoder =
                options.temporaryFolder(object.spool().directory().folder()).build();
        SpoolingOutputStream target = new SpoolingOutputStream(object.spool());
        try {
            FileMetaInformation[] meta = new FileMetaInformation[1];
            transcoder.transcode(source(object), attributes -> {
                meta[0] = meta(object, attributes, transcoder);
                target.write(meta[0].toBytes());
                return target;
            });
            DataSetBytes whole = target.bytes();
            SpoolFile part10 = whole instanceof DataSetBytes.InFile file ? file.file() : null;
            DataSetBytes dataSet = whole.from(meta[0].toBytes().length);
            return new DicomObject(meta[0], dataSet, part10, null, object.spool(), object.sync());
        } catch (IOException | RuntimeException e) {
            target.discard();
            throw e;
        }
    }

    private static FileMetaInformation meta(DicomObject object, Attributes attributes, Transcoder transcoder) {
        FileMetaInformation meta = FileMetaInformation.of(
                attributes.getString(Tag.SOPClassUID),
                attributes.getString(Tag.SOPInstanceUID),
                transcoder.target().uid());
        String source = object.fileMetaInformation().sourceAeTitle();
        return source == null ? meta : meta.withSourceAeTitle(source);
    }
}
