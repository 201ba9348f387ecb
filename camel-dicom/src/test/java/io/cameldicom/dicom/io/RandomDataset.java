package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.ElementAppender;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** Data sets of every VR and form of length, the same for the same seed; little endian. */
final class RandomDataset {

    private static final String CREATOR = "CAMEL DICOM TEST";
    private static final List<Integer> TAGS = dictionaryTags();

    private final Random random;

    RandomDataset(long seed) {
        random = new Random(seed);
    }

    private static List<Integer> dictionaryTags() {
        List<Integer> tags = new ArrayList<>();
        for (Field field : Tag.class.getFields()) {
            try {
                int tag = field.getInt(null);
                int group = Tag.group(tag);
                if (group > 2 && group < 0x7FE0 && !Tag.isGroupLength(tag) && tag != Tag.PixelRepresentation) {
                    tags.add(tag);
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return tags;
    }

    Attributes next(boolean encapsulated) {
        ElementAppender dataset = ElementAppender.dataset(true, false);
        fill(dataset, 20 + random.nextInt(30), 3);
        if (encapsulated) {
            Fragments fragments = dataset.newFragments();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                byte[] fragment = bytes(2 * random.nextInt(600));
                ElementAppender.fragment(fragments, fragment, 0, fragment.length);
            }
            dataset.fragments(Tag.PixelData, VR.OB, 0, fragments, true);
        } else {
            add(dataset, Tag.PixelData, VR.OW, bytes(2 * random.nextInt(20_000)));
        }
        return dataset.attributes();
    }

    private void fill(ElementAppender target, int count, int depth) {
        SortedSet<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
        for (int i = 0; i < count; i++) {
            tags.add(TAGS.get(random.nextInt(TAGS.size())));
        }
        tags.add(0x00090010);
        tags.add(0x00091001);
        for (int tag : tags) {
            VR vr = ElementDictionary.vrOf(tag, CREATOR);
            if (tag == 0x00090010) {
                add(target, tag, vr, CREATOR.getBytes(StandardCharsets.US_ASCII));
            } else if (vr == VR.SQ) {
                addSequence(target, tag, depth);
            } else {
                add(target, tag, vr, value(vr));
            }
        }
    }

    private void addSequence(ElementAppender target, int tag, int depth) {
        Sequence sequence = target.newSequence(random.nextBoolean());
        for (int i = depth == 0 ? 0 : random.nextInt(3); i > 0; i--) {
            fill(ElementAppender.item(sequence, true, false, random.nextBoolean()), random.nextInt(6), depth - 1);
        }
        target.sequence(tag, VR.SQ, 0, sequence);
    }

    private byte[] value(VR vr) {
        if (random.nextInt(10) == 0) {
            return new byte[0];
        }
        if (vr.isNumber() || vr.isBulk()) {
            return bytes(Math.max(2, vr.valueSize()) * (1 + random.nextInt(vr.longHeader() ? 300 : 4)));
        }
        byte[] text = new byte[2 * (1 + random.nextInt(vr.longHeader() ? 2000 : 30))];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + random.nextInt(26));
        }
        return text;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void add(ElementAppender target, int tag, VR vr, byte[] value) {
        target.bytes(tag, vr, 0, value, 0, value.length);
    }
}
