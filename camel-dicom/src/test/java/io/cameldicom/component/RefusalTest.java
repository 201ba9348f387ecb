package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.FileMetaInformation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer cannot take is refused with the right status, and the association goes on. */
class RefusalTest {

    private final Set<String> associations = new ConcurrentSkipListSet<>();

    @TempDir
    Path spool;

    private void refuses(String options, DicomObject object, int status) throws Exception {
        refuses(options, object, status, () -> {});
    }

    /** A good object before and after the bad one, all over one association. */
    private void refuses(String options, DicomObject object, int status, Runnable between) throws Exception {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:HUB@127.0.0.1:0?spoolDirectory=" + spool + options)
                        .routeId("hub")
                        .process(exchange -> associations.add(
                                exchange.getIn().getHeader(DicomConstants.ASSOCIATION_ID, String.class)));
            }
        };
        try (DicomTestContext camel = new DicomTestContext(route).start()) {
            String uri = camel.uri("hub") + "?associationPoolSize=1&sopClasses=MRImageStorage";
            assertNull(camel.send(uri, TestObjects.ct(10)).getException());
            between.run();

            DicomOperationException failure = DicomTestContext.failure(camel.send(uri, object));
            assertNotNull(failure, "was taken");
            assertEquals(Status.format(status), Status.format(failure.getStatus()), failure.getErrorComment());
            assertEquals(Set.of(), new TreeSet<>(DicomTestContext.spooled(spool)));

            Exchange after = camel.send(uri, TestObjects.ct(10));
            assertNull(after.getException());
            assertEquals(1, associations.size(), "associations used");
            assertEquals(2, camel.consumer("hub").getObjectsTaken());
            assertEquals(1, camel.consumer("hub").getObjectsRefused());
        }
    }

    @Test
    void an_object_above_max_object_size_is_answered_a700() throws Exception {
        refuses("&maxObjectSize=100KiB", TestObjects.ct(150_000), Status.OutOfResources);
    }

    @Test
    void a_large_object_above_max_object_size_is_answered_a700_and_leaves_no_file() throws Exception {
        refuses("&maxObjectSize=1MiB", TestObjects.ct(1_500_000), Status.OutOfResources);
    }

    @Test
    void a_spool_that_cannot_be_written_is_answered_a700() throws Exception {
        refuses("&spoolThreshold=1KiB", TestObjects.ct(500_000), Status.OutOfResources, () -> {
            try (var folders = Files.list(spool)) {
                for (Path folder : folders.toList()) {
                    Files.move(folder, folder.resolveSibling("gone"));
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void uids_that_differ_from_the_command_set_are_answered_a900() throws Exception {
        DicomObject object = TestObjects.ct(100);
        refuses("", mislabelled(object, UID.CTImageStorage, "1.2.3"), Status.DataSetDoesNotMatchSOPClassError);
        associations.clear();
        refuses(
                "",
                mislabelled(object, UID.MRImageStorage, object.sopInstanceUid()),
                Status.DataSetDoesNotMatchSOPClassError);
    }

    @Test
    void a_data_set_that_cannot_be_parsed_is_answered_c000() throws Exception {
        byte[] broken = TestObjects.dataSet(TestObjects.ct(100));
        for (int i = 100; i < broken.length; i++) {
            broken[i] = (byte) 0xFE;
        }
        FileMetaInformation meta = FileMetaInformation.of(UID.CTImageStorage, "1.2.3", UID.ExplicitVRLittleEndian);
        refuses(
                "",
                new DicomObject(meta, new DataSetBytes.Memory(broken), null, null, Spool.ofProcess(), true),
                Status.CannotUnderstand);
    }

    @Test
    void pixel_data_cut_short_is_answered_c000() throws Exception {
        for (int pixels : new int[] {100, 500_000}) {
            associations.clear();
            refuses("", cut(TestObjects.ct(pixels)), Status.CannotUnderstand);
        }
    }

    private static DicomObject cut(DicomObject object) {
        byte[] whole = TestObjects.dataSet(object);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 2);
        return new DicomObject(
                object.fileMetaInformation(), new DataSetBytes.Memory(cut), null, null, Spool.ofProcess(), true);
    }

    @Test
    void an_element_longer_than_max_element_length_is_answered_c000() throws Exception {
        Attributes attributes = TestObjects.attributes("CT", UID.CTImageStorage, 100);
        attributes.setString(Tag.TextValue, VR.UT, "x".repeat(300_000));
        refuses(
                "&maxElementLength=200KiB",
                TestObjects.encode(attributes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                Status.CannotUnderstand);
    }

    @Test
    void sequences_deeper_than_max_sequence_depth_are_answered_c000() throws Exception {
        Attributes attributes = TestObjects.attributes("CT", UID.CTImageStorage, 100);
        Attributes item = attributes;
        for (int depth = 0; depth < 5; depth++) {
            Attributes inner = new Attributes();
            item.newSequence(Tag.ContentSequence).add(inner);
            item = inner;
        }
        item.setString(Tag.TextValue, VR.UT, "deep");
        refuses(
                "&maxSequenceDepth=4",
                TestObjects.encode(attributes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                Status.CannotUnderstand);
    }

    @Test
    void elements_out_of_order_are_answered_c000_unless_lenient() throws Exception {
        refuses("&lenient=false", TestObjects.outOfOrder(), Status.CannotUnderstand);
    }

    private static DicomObject mislabelled(DicomObject object, String sopClassUid, String sopInstanceUid) {
        FileMetaInformation meta = FileMetaInformation.of(sopClassUid, sopInstanceUid, object.transferSyntaxUid());
        return new DicomObject(meta, object.dataSet(), null, null, Spool.ofProcess(), true);
    }
}
