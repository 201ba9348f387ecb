package io.cameldicom.dicom.io;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.PersonName;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.data.SpecificCharacterSet;
import io.cameldicom.dicom.dict.ElementDictionary;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Data sets with conforming values of every VR, set through the API: several to an element where the VR has that, in
 * sequences and private blocks, in one of many character sets. The same for the same seed.
 */
final class RandomValues {

    private static final String[][] CHARACTER_SETS = {
        {},
        {"ISO_IR 100"},
        {"ISO_IR 144"},
        {"ISO_IR 13"},
        {"ISO_IR 192"},
        {"GB18030"},
        {"", "ISO 2022 IR 87", "ISO 2022 IR 159"},
        {"", "ISO 2022 IR 149"},
        {"ISO 2022 IR 100", "ISO 2022 IR 126"}
    };
    private static final String LETTERS = "éßЖЯﾔﾏ山田丂洪홍αω王𝄞ñ";
    private static final String CREATOR = "CAMEL DICOM TEST ";

    private final Random random;
    private final String letters;
    private final String[] terms;

    RandomValues(long seed) {
        random = new Random(seed);
        terms = CHARACTER_SETS[random.nextInt(CHARACTER_SETS.length)];
        SpecificCharacterSet set = SpecificCharacterSet.of(terms);
        letters = LETTERS.codePoints()
                .mapToObj(Character::toString)
                .filter(letter -> set.canEncode(letter, VR.LO))
                .collect(Collectors.joining());
    }

    /** @param bigEndian the byte order numbers are kept in */
    Attributes next(boolean bigEndian) {
        Attributes dataset = new Attributes(bigEndian);
        if (terms.length > 0) {
            dataset.setString(Tag.SpecificCharacterSet, VR.CS, terms);
            // one text at least that needs the set
            dataset.setString(Tag.StudyDescription, VR.LO, letters.isEmpty() ? "" : letters);
        }
        fill(dataset, 3);
        return dataset;
    }

    private void fill(Attributes target, int depth) {
        for (VR vr : VR.values()) {
            if (depth == 3 || random.nextInt(4) == 0) {
                int block = 1 + random.nextInt(3);
                // an element no dictionary has, whose number says its VR
                int tag = 0x00410000 | vr.ordinal() + 1;
                put(target, target.reserve(CREATOR + block, tag), vr, depth);
            }
        }
        for (int i = 0; i < 6; i++) {
            int tag = random.nextInt(0x60) << 17 | random.nextInt(0x10000);
            VR vr = ElementDictionary.vrOf(tag, null);
            if (ElementDictionary.contains(tag) && Tag.group(tag) > 8 && !Tag.isGroupLength(tag) && vr != VR.UN) {
                put(target, tag, vr, depth);
            }
        }
    }

    private void put(Attributes target, int tag, VR vr, int depth) {
        if (vr == VR.SQ) {
            Sequence sequence = target.newSequence(tag);
            for (int i = depth == 0 ? 0 : random.nextInt(3); i > 0; i--) {
                Attributes item = new Attributes(target.bigEndian());
                sequence.add(item);
                if (random.nextInt(5) > 0) {
                    fill(item, depth - 1);
                }
            }
            return;
        }
        if (random.nextInt(8) == 0) {
            target.setNull(tag, vr);
            return;
        }
        int count = vr.isMultiValued() || vr.isNumber() ? 1 + random.nextInt(3) : 1;
        switch (vr) {
            case OB, OW, OL, OV, OF, OD, UN -> target.setBytes(tag, vr, bytes(vr.valueSize()));
            case DA, TM, DT -> target.setTemporal(
                    tag,
                    vr,
                    IntStream.range(0, count).mapToObj(i -> temporal(vr)).toArray(Temporal[]::new));
            case DS, FD -> target.setDouble(
                    tag, vr, random.doubles(count, -1e6, 1e6).toArray());
            case FL -> target.setFloat(tag, vr, random.nextFloat(), -random.nextFloat(), Float.MIN_VALUE);
            case IS, SL -> target.setInt(tag, vr, random.ints(count).toArray());
            case AT -> target.setInt(tag, vr, random.ints(count).toArray());
            case SS -> target.setInt(
                    tag,
                    vr,
                    random.ints(count, Short.MIN_VALUE, Short.MAX_VALUE).toArray());
            case US -> target.setInt(tag, vr, random.ints(count, 0, 0xFFFF).toArray());
            case UL -> target.setLong(
                    tag, vr, random.longs(count, 0, 0xFFFFFFFFL).toArray());
            case SV, UV -> target.setLong(tag, vr, random.longs(count).toArray());
            default -> target.setString(
                    tag, vr, IntStream.range(0, count).mapToObj(i -> text(vr)).toArray(String[]::new));
        }
    }

    private Temporal temporal(VR vr) {
        LocalDate day = LocalDate.of(1900 + random.nextInt(200), 1 + random.nextInt(12), 1 + random.nextInt(28));
        LocalTime time =
                LocalTime.of(random.nextInt(24), random.nextInt(60), random.nextInt(60), random.nextInt(3) * 1000);
        if (vr == VR.DT) {
            return random.nextBoolean()
                    ? LocalDateTime.of(day, time)
                    : LocalDateTime.of(day, time).atOffset(ZoneOffset.ofHours(random.nextInt(27) - 12));
        }
        return vr == VR.DA ? day : time;
    }

    private String text(VR vr) {
        return switch (vr) {
            case AS -> String.format("%03dY", random.nextInt(120));
            case UI -> "1.2." + random.nextInt(1_000_000);
            case AE, CS -> "A_" + random.nextInt(100_000);
            case UR -> "http://host/a?b=c\\d" + random.nextInt(100);
            case PN -> name();
            case LT, ST, UT -> "  " + word() + "\r\n\ta\\b " + word();
            default -> word() + " " + word();
        };
    }

    private String name() {
        PersonName name = PersonName.parse("");
        for (PersonName.Group group : PersonName.Group.values()) {
            for (PersonName.Component component : PersonName.Component.values()) {
                if (random.nextBoolean()) {
                    name = name.with(group, component, word());
                }
            }
        }
        return name.format();
    }

    /** Begins and ends with a letter of the default repertoire: what blanks at the ends mean is shown elsewhere. */
    private String word() {
        StringBuilder word = new StringBuilder("x");
        for (int i = random.nextInt(6); i > 0 && !letters.isEmpty(); i--) {
            int at = letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length())));
            word.appendCodePoint(letters.codePointAt(at));
        }
        return word.append((char) ('a' + random.nextInt(26))).toString();
    }

    private byte[] bytes(int unit) {
        byte[] bytes = new byte[2 * unit * (1 + random.nextInt(40))];
        random.nextBytes(bytes);
        return bytes;
    }
}
