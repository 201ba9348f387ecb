package io.cameldicom.dicom.codec;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A file with compressed frames: what stands beside them, and the fragments of each (PS3.5 section A.4). */
public record EncapsulatedImage(String transferSyntax, PixelDescription pixels, List<List<ByteBuffer>> frames) {
    /** SOI of JPEG, SOC of JPEG 2000. */
    private static final Set<Integer> STARTS = Set.of(0xFFD8, 0xFF4F);

    public static EncapsulatedImage read(Path file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(file)) {
            Attributes attributes = in.readDataset();
            Fragments fragments = attributes.getFragments(Tag.PixelData);
            int frames = attributes.getInt(Tag.NumberOfFrames, 1);
            return new EncapsulatedImage(
                    in.transferSyntax().uid(), PixelDescription.of(attributes), split(fragments, frames));
        }
    }

    private static List<List<ByteBuffer>> split(Fragments fragments, int frames) {
        List<List<ByteBuffer>> split = new ArrayList<>();
        ByteBuffer offsets = fragments.buffer(0).order(ByteOrder.LITTLE_ENDIAN);
        int next = offsets.remaining() == frames * 4 ? 0 : -1;
        int offset = 0;
        for (int i = 1; i < fragments.size(); i++) {
            ByteBuffer fragment = fragments.buffer(i);
            boolean starts = next >= 0
                    ? next < frames && offsets.getInt(next * 4) == offset
                    : fragments.size() - 1 == frames || STARTS.contains(fragment.getShort(0) & 0xFFFF);
            if (starts) {
                next += next < 0 ? 0 : 1;
                split.add(new ArrayList<>());
            }
            split.get(split.size() - 1).add(fragment);
            offset += 8 + fragment.remaining();
        }
        return split;
    }

    /** The frame as the codec on the class path decodes it. */
    public byte[] decode(int frame) throws CodecException {
        PixelCodec codec = PixelCodecs.installed().decoderOf(transferSyntax).orElseThrow();
        byte[] target = new byte[(int) decoded().frameLength()];
        codec.decode(transferSyntax, EncodedFrame.of(frames.get(frame)), pixels, target);
        return target;
    }

    public PixelDescription decoded() throws CodecException {
        return PixelCodecs.installed().decoderOf(transferSyntax).orElseThrow().decoded(transferSyntax, pixels);
    }
}
