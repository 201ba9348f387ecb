package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.io.ReadLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Converts objects to one transfer syntax. Immutable, thread-safe.
 *
 * <p>Frames are converted one by one, several at a time where there is an executor; no more of them are in memory than
 * {@link Builder#maxMemory} allows, whatever the size of the object. Attributes change with the pixels as PS3.5 section
 * 8.2 and PS3.3 C.7.6.1.1.5 ask.
 */
public final class Transcoder {

    /** Where a converted data set goes. */
    @FunctionalInterface
    public interface Output {

        /**
         * Called once, when all that could prevent the conversion to a compressed transfer syntax is behind, before the
         * first byte.
         *
         * @param attributes what will be written, up to pixel data; file meta information may be made from it
         * @return takes the data set; not closed by the transcoder
         */
        OutputStream open(Attributes attributes) throws IOException;
    }

    private final Builder options;
    private final Planner planner;

    private Transcoder(Builder options) {
        this.options = options;
        this.planner =
                new Planner(options.target, options.codecs, options.parameters, options.allowLossy, options.maxMemory);
    }

    /** A transcoder to this transfer syntax, without loss, on the calling thread. */
    public static Builder to(TransferSyntax target) {
        return new Builder(target);
    }

    /** The transfer syntax this transcoder converts to. */
    public TransferSyntax target() {
        return options.target;
    }

    /**
     * What would be done with an object.
     *
     * @param head its attributes up to pixel data
     * @param from the transfer syntax it has
     */
    public Conversion plan(Attributes head, TransferSyntax from) {
        return planner.plan(head, from, Planner.expected(head, from)).conversion();
    }

    /**
     * Converts a data set; one that is in the target's transfer syntax is copied.
     *
     * @throws TranscodeException if it cannot be converted, before {@link Output#open} for what {@link #plan} tells and
     *     for every frame that is encoded; a frame that is only decoded may turn out to be broken later
     * @throws io.cameldicom.dicom.io.DicomParseException if the source is no data set
     */
    public Transcoded transcode(DataSetSource source, Output output) throws IOException {
        try (TranscodeJob job = new TranscodeJob(options, planner, source)) {
            return job.run(output);
        }
    }

    /** Converts a data set to a stream, which stays open. */
    public Transcoded transcode(DataSetSource source, OutputStream out) throws IOException {
        return transcode(source, attributes -> out);
    }

    /**
     * Converts a DICOM file (PS3.10) to another, which must not exist. Its file meta information follows the result.
     */
    public Transcoded transcode(Path file, Path to) throws IOException {
        try (PartTenFile result = new PartTenFile(file, to, target())) {
            Transcoded transcoded = transcode(DataSetSource.ofFile(file), result);
            result.complete();
            return transcoded;
        }
    }

    /** Options of a transcoder. Not thread-safe. */
    public static final class Builder implements Cloneable {
        final TransferSyntax target;
        CodecParameters parameters = CodecParameters.DEFAULTS;
        boolean allowLossy;
        PixelCodecs codecs = PixelCodecs.installed();
        Executor executor;
        int parallelism = 1;
        ReadLimits limits = ReadLimits.DEFAULT;
        long maxMemory = Runtime.getRuntime().maxMemory() / 4;
        long maxObjectSize = 16L << 30;
        Path temporaryFolder;
        OffsetTable offsetTable = OffsetTable.BASIC;
        Supplier<String> uids = UidGenerator::next;

        private Builder(TransferSyntax target) {
            this.target = target;
        }

        /** What steers the target's encoder. */
        public Builder parameters(CodecParameters parameters) {
            this.parameters = parameters;
            return this;
        }

        /** Whether pixels may lose information; otherwise that is refused. Default false. */
        public Builder allowLossy(boolean allowed) {
            this.allowLossy = allowed;
            return this;
        }

        /** Other codecs than those on the class path. */
        public Builder codecs(PixelCodecs codecs) {
            this.codecs = codecs;
            return this;
        }

        /**
         * Converts several frames at a time.
         *
         * @param executor runs the work; when it has no thread free, the calling thread does it
         * @param parallelism threads that work at once, the calling one included
         */
        public Builder parallel(Executor executor, int parallelism) {
            if (parallelism < 1) {
                throw new IllegalArgumentException("parallelism=" + parallelism + ": must be at least 1");
            }
            this.executor = executor;
            this.parallelism = parallelism;
            return this;
        }

        /** What the attributes of an object may take. Default {@link ReadLimits#DEFAULT}. */
        public Builder limits(ReadLimits limits) {
            this.limits = limits;
            return this;
        }

        /** Bytes that the frames in work may take; an object with a frame that needs more is refused. Default a quarter of the heap. */
        public Builder maxMemory(long bytes) {
            this.maxMemory = bytes;
            return this;
        }

        /** Bytes an object may have when inflated, and its compressed frames. Default 16 GiB. */
        public Builder maxObjectSize(long bytes) {
            this.maxObjectSize = bytes;
            return this;
        }

        /** How offsets of compressed frames are written. Default {@link OffsetTable#BASIC}. */
        public Builder offsetTable(OffsetTable table) {
            this.offsetTable = table;
            return this;
        }

        /** Where compressed frames wait when they are many, until their offsets are known. Default the system's. */
        public Builder temporaryFolder(Path folder) {
            this.temporaryFolder = folder;
            return this;
        }

        /** Where SOP Instance UIDs of objects compressed with loss come from. Default: UUIDs (PS3.5 section B.2). */
        public Builder uids(Supplier<String> uids) {
            this.uids = uids;
            return this;
        }

        public Transcoder build() {
            try {
                return new Transcoder((Builder) clone());
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
