package io.cameldicom.dicom.data;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * The functional groups of a multi-frame image (PS3.3 C.7.6.16): what holds for all frames, and what each frame has of
 * its own. Looks at the data set it is made of, whose items it must be read with; as little thread-safe as that.
 */
public final class FunctionalGroups {

    /**
     * Groups that a single frame has as a sequence too, or whose content alone says nothing: they are not spread out in
     * {@link Frame#asSingleFrame()}.
     */
    private static final Set<Integer> KEPT_AS_SEQUENCE = Set.of(
            Tag.ReferencedImageSequence,
            Tag.ConversionSourceAttributesSequence,
            Tag.RealWorldValueMappingSequence,
            Tag.PixelIntensityRelationshipLUTSequence);

    private final Attributes dataset;
    private final Attributes shared;
    private final Sequence perFrame;
    /** What all frames have, flat; made when first asked for. */
    private Attributes common;

    private FunctionalGroups(Attributes dataset) {
        this.dataset = dataset;
        this.shared = dataset.getNestedDataset(Tag.SharedFunctionalGroupsSequence);
        this.perFrame = dataset.getSequence(Tag.PerFrameFunctionalGroupsSequence);
    }

    /** The functional groups of an image; a data set without any has frames all the same. */
    public static FunctionalGroups of(Attributes dataset) {
        return new FunctionalGroups(dataset);
    }

    /** False for images that have neither Shared (5200,9229) nor Per-frame Functional Groups Sequence (5200,9230). */
    public boolean isPresent() {
        return shared != null || perFrame != null && !perFrame.isEmpty();
    }

    /** Number of Frames (0028,0008), 1 when it is missing; or the number of per-frame items if there are more. */
    public int frames() {
        int described = perFrame == null ? 0 : perFrame.size();
        return Math.max(described, Math.max(1, dataset.getInt(Tag.NumberOfFrames, 1)));
    }

    /**
     * One frame. A frame that has lost its per-frame item has the shared groups only.
     *
     * @param number from 1, as the standard counts frames (PS3.3 C.7.6.6)
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public Frame frame(int number) {
        if (number < 1 || number > frames()) {
            throw new IndexOutOfBoundsException("frame " + number + " of " + frames());
        }
        return new Frame(number, perFrame == null || number > perFrame.size() ? null : perFrame.get(number - 1));
    }

    /** What one frame is described by. */
    public final class Frame {

        private final int number;
        private final Attributes own;

        private Frame(int number, Attributes own) {
            this.number = number;
            this.own = own;
        }

        /** From 1. */
        public int number() {
            return number;
        }

        /** The items of a functional group: those of this frame, else the shared ones; null when neither is there. */
        public Sequence groups(int functionalGroupSequence) {
            return groups(null, functionalGroupSequence);
        }

        /** As {@link #groups(int)} for a private functional group. */
        public Sequence groups(String privateCreator, int functionalGroupSequence) {
            Sequence mine = sequence(own, privateCreator, functionalGroupSequence);
            return mine != null && !mine.isEmpty() ? mine : sequence(shared, privateCreator, functionalGroupSequence);
        }

        /** The first item of {@link #groups(int)}, which for most groups is the only one; null when there is none. */
        public Attributes group(int functionalGroupSequence) {
            return group(null, functionalGroupSequence);
        }

        /** As {@link #group(int)} for a private functional group. */
        public Attributes group(String privateCreator, int functionalGroupSequence) {
            Sequence groups = groups(privateCreator, functionalGroupSequence);
            return groups == null || groups.isEmpty() ? null : groups.get(0);
        }

        /**
         * A copy in which the attributes of this frame's functional groups stand where an image of one frame has them:
         * Image Position (Patient), Pixel Spacing, Window Center, Rescale Slope and so on at the top. Image Type is the
         * Frame Type. Groups of several items, references and private groups stay sequences, and a
         * private group whose block has another creator at the top is left out. Without Number of Frames
         * and without pixel data, which cannot be told apart here.
         */
        public Attributes asSingleFrame() {
            Attributes single = new Attributes(common());
            if (own != null) {
                replaceShared(own, single);
                spread(own, single);
            }
            String[] frameType = single.getStrings(Tag.FrameType);
            if (frameType != null && frameType.length > 0) {
                single.setString(Tag.ImageType, VR.CS, frameType);
            }
            return single;
        }

        /** Says which frame it is, nothing of what is in it. */
        @Override
        public String toString() {
            return "Frame[" + number + " of " + frames() + "]";
        }
    }

    private static Sequence sequence(Attributes item, String privateCreator, int tag) {
        if (item == null) {
            return null;
        }
        return privateCreator == null ? item.getSequence(tag) : item.getSequence(privateCreator, tag);
    }

    private Attributes common() {
        if (common == null) {
            Attributes all = new Attributes(dataset.bigEndian());
            all.addSelected(
                    dataset,
                    Arrays.stream(dataset.tags())
                            .filter(tag -> !belongsToAllFrames(tag))
                            .toArray());
            if (shared != null) {
                spread(shared, all);
            }
            common = all;
        }
        return common;
    }

    private static boolean belongsToAllFrames(int tag) {
        return tag == Tag.SharedFunctionalGroupsSequence
                || tag == Tag.PerFrameFunctionalGroupsSequence
                || tag == Tag.NumberOfFrames
                || Tag.group(tag) == 0x7FE0;
    }

    /** A group of one frame takes the place of the whole shared one, so what only the shared one has goes. */
    private void replaceShared(Attributes own, Attributes target) {
        for (int tag : own.tags()) {
            Sequence replaced = shared == null ? null : shared.getSequence(tag);
            if (replaced != null && isSpread(tag, replaced)) {
                for (int gone : replaced.get(0).tags()) {
                    target.remove(gone);
                }
            }
        }
    }

    private static void spread(Attributes groups, Attributes target) {
        for (int tag : groups.tags()) {
            Sequence group = groups.getSequence(tag);
            if (group == null || !isSpread(tag, group)) {
                put(groups, tag, target);
            } else {
                for (int attribute : group.get(0).tags()) {
                    put(group.get(0), attribute, target);
                }
            }
        }
    }

    /** A private block that another creator has reserved in the target is not written into. */
    private static void put(Attributes from, int tag, Attributes target) {
        if (Tag.isPrivate(tag)) {
            int creator = Tag.isPrivateCreator(tag) ? tag : Tag.creatorOf(tag);
            if (target.contains(creator) && !Objects.equals(target.getString(creator), from.getString(creator))) {
                return;
            }
        }
        target.addSelected(from, tag);
    }

    private static boolean isSpread(int tag, Sequence group) {
        return group.size() == 1 && !Tag.isPrivate(tag) && !KEPT_AS_SEQUENCE.contains(tag);
    }
}
