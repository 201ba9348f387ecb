package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dimse.DataSetStream;
import io.cameldicom.dicom.dimse.DicomServiceException;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.BulkDataPolicy;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.io.ReadLimits;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** Takes the data set of an image box's N-SET off the association: to a file as it comes, pixels stay there. */
final class ImageReceiver {

    /** Longer values stay in the file. */
    private static final int LONGEST_IN_MEMORY = 4 * 1024;

    /** Elements that are kept in memory, of one data set. */
    static final ReadLimits LIMITS =
            ReadLimits.DEFAULT.withMaxElementLength(1 << 20).withMaxTotalLength(1 << 20);

    /**
     * A modification list in a file.
     *
     * @param file held once; to be let go by who got this, unless the image goes on being used
     * @param memory bytes that the attributes take
     */
    record Received(Attributes attributes, SpooledImage file, long memory) {}

    private final PrintSpool spool;
    private final Budget disk;

    ImageReceiver(PrintSpool spool, Budget disk) {
        this.spool = spool;
        this.disk = disk;
    }

    /**
     * @throws DicomServiceException C605 if there is no room, 0110 if the data set is broken
     * @throws IOException if the association failed
     */
    Received receive(DataSetStream stream) throws IOException {
        Path path = newPath();
        SpoolWriter writer = SpoolWriter.create(path, disk);
        try (writer) {
            stream.transferTo(writer);
            Attributes attributes = parse(path, stream.transferSyntaxUid());
            long pixels = loadAllButPixels(attributes);
            SpooledImage file = new SpooledImage(path, writer.written());
            return new Received(attributes, file, writer.written() - pixels);
        } catch (IOException | RuntimeException e) {
            SpooledImage.delete(path);
            disk.giveBack(writer.written());
            throw e;
        }
    }

    private Path newPath() throws DicomServiceException {
        try {
            return spool.newPath();
        } catch (IOException e) {
            throw SpoolWriter.noRoom(e);
        }
    }

    private static Attributes parse(Path path, String transferSyntaxUid) throws IOException {
        try (DicomInputStream in = new DicomInputStream(
                new BufferedInputStream(Files.newInputStream(path)), TransferSyntax.of(transferSyntaxUid))) {
            return in.setLimits(LIMITS)
                    .setBulkDataPolicy(BulkDataPolicy.above(LONGEST_IN_MEMORY, path))
                    .readDataset();
        } catch (DicomParseException e) {
            throw new DicomServiceException(
                    Status.ProcessingFailure,
                    "Data set is broken at " + Tag.format(e.tag()) + ", offset " + e.offset(),
                    e);
        }
    }

    /**
     * Takes into memory what is not of the image, since it may stay when the image and its file are replaced.
     *
     * @return bytes of the values that are left in the file
     */
    private static long loadAllButPixels(Attributes list) throws DicomServiceException {
        long left = 0;
        long loaded = 0;
        for (int tag : list.tags()) {
            if (tag == Tag.BasicGrayscaleImageSequence || tag == Tag.BasicColorImageSequence) {
                Attributes item = list.getNestedDataset(tag);
                left += item == null ? 0 : bulkLength(item);
            } else if (list.getBulkData(tag) != null) {
                loaded += list.getBulkData(tag).length();
                if (loaded > LIMITS.maxTotalLength()) {
                    throw new DicomServiceException(
                            Status.ResourceLimitation, "Too long are the values beside the image");
                }
                list.setBytes(tag, list.getVR(tag), list.getBytes(tag));
            } else if (list.getSequence(tag) != null) {
                for (Attributes item : list.getSequence(tag)) {
                    loadAllButPixels(item);
                }
            }
        }
        return left;
    }

    private static long bulkLength(Attributes item) {
        return Arrays.stream(item.tags())
                .mapToObj(item::getBulkData)
                .filter(Objects::nonNull)
                .mapToLong(BulkData::length)
                .sum();
    }

    /**
     * The image of a modification list.
     *
     * @return null if it has none, or takes the one there is away
     * @throws DicomServiceException 0106 or 0120 naming the attribute
     */
    static Attributes imageOf(Attributes list, boolean color) throws DicomServiceException {
        int own = color ? Tag.BasicColorImageSequence : Tag.BasicGrayscaleImageSequence;
        int other = color ? Tag.BasicGrayscaleImageSequence : Tag.BasicColorImageSequence;
        if (list.contains(other)) {
            throw PrintRules.invalid(other, color ? "The image box is in color" : "The image box is grayscale");
        }
        Sequence sequence = list.getSequence(own);
        if (sequence == null || sequence.isEmpty()) {
            return null;
        }
        if (sequence.size() > 1) {
            throw PrintRules.invalid(own, "An image box has one image");
        }
        checkImage(sequence.get(0), color);
        return sequence.get(0);
    }

    private static void checkImage(Attributes image, boolean color) throws DicomServiceException {
        if (!image.containsValue(Tag.PixelData) || image.getFragments(Tag.PixelData) != null) {
            throw new DicomServiceException(Status.MissingAttribute, "Pixel Data is missing or compressed")
                    .withOffendingElements(Tag.PixelData);
        }
        PixelDescription pixels;
        try {
            pixels = PixelDescription.of(image);
        } catch (IllegalArgumentException e) {
            throw PrintRules.invalid(Tag.BitsAllocated, "The Image Pixel attributes describe no image");
        }
        boolean right = color ? isPrintableColor(pixels) : isPrintableGrayscale(pixels);
        if (!right) {
            throw PrintRules.invalid(
                    Tag.PhotometricInterpretation,
                    color ? "Printed are 8 bit RGB images" : "Printed are unsigned 8 and 12 bit MONOCHROME images");
        }
        BulkData reference = image.getBulkData(Tag.PixelData);
        if (reference != null && reference.bigEndian()) {
            throw PrintRules.invalid(Tag.PixelData, "Pixel Data is not little endian, as was negotiated");
        }
        if (lengthOf(image) < pixels.frameLength()) {
            throw PrintRules.invalid(Tag.PixelData, "Pixel Data is shorter than rows and columns say");
        }
    }

    /** PS3.3 C.13.5 has 8 and 12 bits; more in 16 are seen in the field and as easily printed. */
    private static boolean isPrintableGrayscale(PixelDescription pixels) {
        boolean bits = pixels.bitsAllocated() == 8 || pixels.bitsAllocated() == 16 && pixels.bitsStored() >= 8;
        boolean monochrome = pixels.photometricInterpretation() == PhotometricInterpretation.MONOCHROME1
                || pixels.photometricInterpretation() == PhotometricInterpretation.MONOCHROME2;
        return pixels.samplesPerPixel() == 1 && monochrome && bits && !pixels.signed();
    }

    private static boolean isPrintableColor(PixelDescription pixels) {
        return pixels.samplesPerPixel() == 3
                && pixels.photometricInterpretation() == PhotometricInterpretation.RGB
                && pixels.bitsAllocated() == 8
                && pixels.bitsStored() == 8
                && !pixels.signed();
    }

    private static long lengthOf(Attributes image) {
        BulkData reference = image.getBulkData(Tag.PixelData);
        return reference != null ? reference.length() : image.getBytes(Tag.PixelData).length;
    }
}
