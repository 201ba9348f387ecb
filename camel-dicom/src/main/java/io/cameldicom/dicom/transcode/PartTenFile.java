package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the result of a conversion as a file, of which nothing is left when the conversion fails. */
final class PartTenFile implements Transcoder.Output, Closeable {
    private static final int BUFFER = 64 * 1024;

    private final Path source;
    private final Path file;
    private final TransferSyntax transferSyntax;
    private OutputStream out;
    private boolean complete;

    PartTenFile(Path source, Path file, TransferSyntax transferSyntax) {
        this.source = source;
        this.file = file;
        this.transferSyntax = transferSyntax;
    }

    @Override
    public OutputStream open(Attributes attributes) throws IOException {
        FileMetaInformation meta = metaOf(attributes);
        out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER);
        out.write(meta.toBytes());
        return out;
    }

    /** That of the source, as far as it stays true. */
    private FileMetaInformation metaOf(Attributes attributes) throws IOException {
        String sopClass = attributes.getString(Tag.SOPClassUID);
        String instance = attributes.getString(Tag.SOPInstanceUID);
        try (DicomInputStream in = new DicomInputStream(source)) {
            FileMetaInformation meta = in.fileMetaInformation();
            if (meta == null) {
                return FileMetaInformation.of(sopClass, instance, transferSyntax.uid());
            }
            FileMetaInformation changed = meta.withTransferSyntaxUid(transferSyntax.uid());
            return instance == null ? changed : changed.withMediaStorageSopInstanceUid(instance);
        }
    }

    /** Says that all was written. */
    void complete() throws IOException {
        out.close();
        complete = true;
    }

    @Override
    public void close() throws IOException {
        if (out != null && !complete) {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }
}
