package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.ElementStop;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.transcode.Conversion.Kind;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;

/** The conversion of one object. To be used once. */
final class TranscodeJob implements Closeable {
    private final Transcoder.Builder options;
    private final Planner planner;
    private final DataSetSource source;
    private final SpooledBytes inflated;
    private final SpooledBytes encoded;

    TranscodeJob(Transcoder.Builder options, Planner planner, DataSetSource source) {
        this.options = options;
        this.planner = planner;
        this.source = source;
        this.inflated = new SpooledBytes(options.temporaryFolder, options.maxObjectSize);
        this.encoded = new SpooledBytes(options.temporaryFolder, options.maxObjectSize);
    }

    Transcoded run(Transcoder.Output output) throws IOException {
        TransferSyntax from = source.transferSyntax();
        if (from.equals(options.target)) {
            return copy(output);
        }
        Attributes attributes = (from.deflated() ? inflated() : source).readDataset(options.limits);
        Plan plan = planner.plan(attributes, from, Planner.present(attributes));
        if (!plan.conversion().isPossible()) {
            throw new TranscodeException(plan.conversion().reason());
        }
        if (from.encapsulated()) {
            new NestedPixels(from, options.codecs, options.maxMemory).makeNative(attributes);
        }
        int frames = plan.conversion().kind() == Kind.FRAMES ? convertFrames(attributes, plan) : 0;
        padPixelData(attributes);
        CountingStream out = new CountingStream(output.open(attributes));
        write(attributes, out);
        return new Transcoded(options.target, attributes, plan.conversion().newInstance(), frames, out.count());
    }

    private Transcoded copy(Transcoder.Output output) throws IOException {
        Attributes head;
        try (DicomInputStream in = new DicomInputStream(source.openStream(), source.transferSyntax())) {
            head = in.setLimits(options.limits).readDataset(ElementStop.PIXEL_DATA);
        }
        try (InputStream in = source.openStream()) {
            long length = in.transferTo(output.open(head));
            return new Transcoded(options.target, head, false, 0, length);
        }
    }

    private DataSetSource inflated() throws IOException {
        try (DicomInputStream in = new DicomInputStream(source.openStream(), source.transferSyntax());
                InputStream bytes = in.rest()) {
            bytes.transferTo(inflated);
        }
        inflated.complete();
        return new DataSetSource(inflated, inflated.length(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Native pixel data that some writer left at odd length (PS3.5 section 7.1.1). */
    private static void padPixelData(Attributes attributes) {
        BulkData value = attributes.getBulkData(Tag.PixelData);
        if (value != null && value.length() % 2 != 0) {
            BulkData.Source padded = (offset, count) ->
                    new SequenceInputStream(value.openStream(), new ByteArrayInputStream(new byte[1]));
            attributes.setBulkData(
                    Tag.PixelData,
                    attributes.getVR(Tag.PixelData),
                    BulkData.of(padded, 0, value.length() + 1, value.bigEndian()));
        }
        ByteBuffer inMemory = attributes.getBuffer(Tag.PixelData);
        if (inMemory != null && inMemory.remaining() % 2 != 0) {
            attributes.setBytes(Tag.PixelData, attributes.getVR(Tag.PixelData), attributes.getBytes(Tag.PixelData));
        }
    }

    private int convertFrames(Attributes attributes, Plan plan) throws IOException {
        Frames frames = Frames.of(attributes, source.transferSyntax(), options.codecs, options.maxMemory);
        ResultAttributes result = new ResultAttributes(attributes);
        result.describe(plan.result());
        if (plan.decoder() != null) {
            result.cameFrom(source.transferSyntax());
        }
        if (plan.encoder() == null) {
            putNative(attributes, frames, plan.result());
        } else {
            encode(attributes, frames, plan, result);
        }
        return frames.count();
    }

    private void putNative(Attributes attributes, Frames frames, PixelDescription pixels) {
        long length = NativePixels.lengthOf(pixels, frames.count());
        BulkData.Source decoding =
                (offset, count) -> new NativeStream(pipeline(frames::decoded, frames), pixels, frames.count());
        VR vr = pixels.bitsAllocated() > Byte.SIZE ? VR.OW : VR.OB;
        attributes.setBulkData(Tag.PixelData, vr, BulkData.of(decoding, 0, length + length % 2, false));
    }

    private void encode(Attributes attributes, Frames frames, Plan plan, ResultAttributes result) throws IOException {
        EncodedPixels pixels = new EncodedPixels(encoded);
        try (FramePipeline<ByteBuffer> pipeline = pipeline(frame -> encode(frames, frame, plan), frames)) {
            for (int i = 0; i < frames.count(); i++) {
                pixels.add(pipeline.take());
            }
        }
        encoded.complete();
        pixels.putInto(attributes, options.offsetTable);
        if (plan.conversion().newInstance()) {
            double ratio = (double) plan.decoded().frameLength() * frames.count() / pixels.total();
            result.compressWithLoss(options.target, ratio, options.uids.get());
        }
    }

    private ByteBuffer encode(Frames frames, int frame, Plan plan) throws IOException {
        byte[] pixels = FramePreparation.prepare(frames.decoded(frame), plan.decoded(), plan.prepared());
        try {
            return plan.encoder().encode(options.target.uid(), pixels, plan.prepared(), options.parameters);
        } catch (CodecException e) {
            throw new TranscodeException(plan.encoder().name() + ": " + e.getMessage(), frame, e);
        }
    }

    /** Some frames wait beside those in work, so that no thread has to wait for the one that is next. */
    private <T> FramePipeline<T> pipeline(FramePipeline.Work<T> work, Frames frames) throws IOException {
        long fitting = options.maxMemory / Planner.memoryOf(frames.decoded());
        int window = (int) Math.max(1, Math.min(2L * options.parallelism, fitting));
        return new FramePipeline<>(work, frames.count(), options.executor, options.parallelism, window);
    }

    private void write(Attributes attributes, CountingStream out) throws IOException {
        DicomOutputStream dicom = new DicomOutputStream(out, options.target);
        try {
            dicom.writeDataset(attributes);
            dicom.finish();
        } catch (IOException e) {
            // what a frame's decoder says is the reason, not that a value could not be copied
            throw e.getCause() instanceof TranscodeException reason ? reason : e;
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (inflated) {
            encoded.close();
        }
    }
}
