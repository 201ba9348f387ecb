package io.cameldicom.dicom.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FunctionalGroupsTest {

    private static final String CREATOR = "CAMEL DICOM TEST";

    private final Attributes image = new Attributes();
    private Attributes shared;
    private Sequence perFrame;

    @BeforeEach
    void an_image_of_two_frames() {
        image.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        image.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "MIXED");
        image.setString(Tag.PatientName, VR.PN, "Jérôme");
        image.setInt(Tag.NumberOfFrames, VR.IS, 2);
        image.setBytes(Tag.PixelData, VR.OW, new byte[8]);
        shared = new Attributes();
        image.newSequence(Tag.SharedFunctionalGroupsSequence).add(shared);
        Attributes measures = addGroup(shared, Tag.PixelMeasuresSequence);
        measures.setDouble(Tag.PixelSpacing, VR.DS, 0.5, 0.5);
        measures.setDouble(Tag.SliceThickness, VR.DS, 3);
        perFrame = image.newSequence(Tag.PerFrameFunctionalGroupsSequence);
        for (int frame = 1; frame <= 2; frame++) {
            Attributes own = new Attributes();
            perFrame.add(own);
            addGroup(own, Tag.PlanePositionSequence).setDouble(Tag.ImagePositionPatient, VR.DS, 0, 0, 3 * frame);
            Attributes window = addGroup(own, Tag.FrameVOILUTSequence);
            window.setInt(Tag.WindowCenter, VR.DS, 40 * frame);
            window.setInt(Tag.WindowWidth, VR.DS, 400);
            addGroup(own, Tag.MRImageFrameTypeSequence)
                    .setString(Tag.FrameType, VR.CS, "ORIGINAL", "PRIMARY", "T" + frame);
        }
    }

    private static Attributes addGroup(Attributes groups, int tag) {
        Attributes group = new Attributes();
        groups.newSequence(tag).add(group);
        return group;
    }

    @Test
    void a_frame_has_its_own_groups_and_the_shared_ones() {
        FunctionalGroups groups = FunctionalGroups.of(image);
        assertTrue(groups.isPresent());
        assertEquals(2, groups.frames());
        FunctionalGroups.Frame second = groups.frame(2);
        assertEquals(2, second.number());
        assertEquals(80, second.group(Tag.FrameVOILUTSequence).getInt(Tag.WindowCenter, 0));
        assertEquals(3, second.group(Tag.PixelMeasuresSequence).getDouble(Tag.SliceThickness, 0));
        assertNull(second.group(Tag.FrameAnatomySequence));
    }

    @Test
    void a_group_of_the_frame_replaces_the_whole_shared_one() {
        addGroup(perFrame.get(1), Tag.PixelMeasuresSequence).setDouble(Tag.PixelSpacing, VR.DS, 0.7, 0.7);
        FunctionalGroups groups = FunctionalGroups.of(image);
        assertEquals(0.5, groups.frame(1).asSingleFrame().getDouble(Tag.PixelSpacing, 0));
        Attributes second = groups.frame(2).asSingleFrame();
        assertEquals(0.7, second.getDouble(Tag.PixelSpacing, 0));
        assertFalse(second.contains(Tag.SliceThickness));
        assertEquals(0.7, groups.frame(2).group(Tag.PixelMeasuresSequence).getDouble(Tag.PixelSpacing, 0));
    }

    @Test
    void an_empty_group_of_a_frame_does_not_hide_the_shared_one() {
        perFrame.get(0).newSequence(Tag.PixelMeasuresSequence);
        Attributes measures = FunctionalGroups.of(image).frame(1).group(Tag.PixelMeasuresSequence);
        assertEquals(3, measures.getInt(Tag.SliceThickness, 0));
    }

    @Test
    void seen_as_a_single_frame_everything_is_where_an_image_of_one_frame_has_it() {
        Attributes frame = FunctionalGroups.of(image).frame(2).asSingleFrame();
        assertArrayEquals(new double[] {0, 0, 6}, frame.getDoubles(Tag.ImagePositionPatient));
        assertArrayEquals(new double[] {0.5, 0.5}, frame.getDoubles(Tag.PixelSpacing));
        assertEquals(80, frame.getInt(Tag.WindowCenter, 0));
        assertEquals(400, frame.getInt(Tag.WindowWidth, 0));
        assertArrayEquals(new String[] {"ORIGINAL", "PRIMARY", "T2"}, frame.getStrings(Tag.ImageType));
        assertEquals("Jérôme", frame.getString(Tag.PatientName));
        assertFalse(frame.contains(Tag.NumberOfFrames));
        assertFalse(frame.contains(Tag.SharedFunctionalGroupsSequence));
        assertFalse(frame.contains(Tag.PerFrameFunctionalGroupsSequence));
        assertFalse(frame.contains(Tag.PixelData));
    }

    @Test
    void a_single_frame_is_a_copy() {
        FunctionalGroups groups = FunctionalGroups.of(image);
        groups.frame(1).asSingleFrame().setNull(Tag.PatientName, VR.PN);
        assertEquals("Jérôme", groups.frame(1).asSingleFrame().getString(Tag.PatientName));
        assertEquals("Jérôme", image.getString(Tag.PatientName));
    }

    @Test
    void references_and_groups_of_several_items_stay_sequences() {
        addGroup(shared, Tag.ReferencedImageSequence).setString(Tag.ReferencedSOPInstanceUID, VR.UI, "1.2.3");
        Sequence several = shared.newSequence(Tag.FrameAnatomySequence);
        several.add(new Attributes());
        several.add(new Attributes());
        Attributes frame = FunctionalGroups.of(image).frame(1).asSingleFrame();
        assertFalse(frame.contains(Tag.ReferencedSOPInstanceUID));
        assertEquals(
                "1.2.3", frame.getNestedDataset(Tag.ReferencedImageSequence).getString(Tag.ReferencedSOPInstanceUID));
        assertEquals(2, frame.getSequence(Tag.FrameAnatomySequence).size());
    }

    @Test
    void private_groups_are_found_by_creator_and_do_not_enter_the_block_of_another() {
        Attributes group = new Attributes();
        group.setString(Tag.CodeMeaning, VR.LO, "ours");
        perFrame.get(0).newSequence(CREATOR, 0x00210001).add(group);
        FunctionalGroups.Frame frame = FunctionalGroups.of(image).frame(1);
        assertEquals("ours", frame.group(CREATOR, 0x00210001).getString(Tag.CodeMeaning));
        assertEquals(1, frame.asSingleFrame().getSequence(CREATOR, 0x00210001).size());

        image.setString("SOMEBODY ELSE", 0x00210002, VR.LO, "theirs");
        Attributes single = FunctionalGroups.of(image).frame(1).asSingleFrame();
        assertEquals("theirs", single.getString("SOMEBODY ELSE", 0x00210002));
        assertFalse(single.contains(0x00211001));
    }

    @Test
    void frames_without_an_item_of_their_own_have_the_shared_groups() {
        image.remove(Tag.PerFrameFunctionalGroupsSequence);
        FunctionalGroups groups = FunctionalGroups.of(image);
        assertEquals(2, groups.frames());
        assertEquals(0.5, groups.frame(2).asSingleFrame().getDouble(Tag.PixelSpacing, 0));
        assertNull(groups.frame(2).group(Tag.FrameVOILUTSequence));
    }

    @Test
    void an_image_without_functional_groups_is_its_own_single_frame() {
        Attributes plain = new Attributes();
        plain.setInt(Tag.WindowCenter, VR.DS, 7);
        FunctionalGroups groups = FunctionalGroups.of(plain);
        assertFalse(groups.isPresent());
        assertEquals(1, groups.frames());
        assertEquals(7, groups.frame(1).asSingleFrame().getInt(Tag.WindowCenter, 0));
    }

    @Test
    void there_is_no_frame_0_and_none_behind_the_last() {
        FunctionalGroups groups = FunctionalGroups.of(image);
        assertThrows(IndexOutOfBoundsException.class, () -> groups.frame(0));
        assertThrows(IndexOutOfBoundsException.class, () -> groups.frame(3));
    }
}
