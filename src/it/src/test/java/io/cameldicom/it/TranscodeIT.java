package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.it.peer.Hub;
import io.cameldicom.it.peer.Scu;
import io.cameldicom.it.peer.StoreScp;
import io.cameldicom.it.wire.Part10File;
import io.cameldicom.it.wire.WireAssociation;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every image of the corpus through the hub to a DCMTK receiver that takes one transfer syntax only: it arrives in that,
 * with the pixels that other decoders have found. Sent by DCMTK's {@code storescu} where it knows the transfer syntax.
 */
@Tag("interop")
class TranscodeIT {
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
    private static final List<String> SOME = List.of(
            "native/ct-explicit-le.dcm",
            "native/mr-implicit-le.dcm",
            "native/mr-explicit-be.dcm",
            "rle/mr.dcm",
            "jpeg/lossless-sv1-mr.dcm",
            "jpegls/lossless-mr.dcm");

    /** DCMTK 3.6.7 does not know the SOP class of the one, and stumbles over an odd length in the other. */
    private static final Set<String> STORESCU_REFUSES = Set.of("seg/labelmap.dcm", "rle/rtdose-32bit-15frames.dcm");

    /** Their SOP Instance UIDs have more than 64 characters: the hub answers 0117 (invalid object instance). */
    private static final Set<String> INVALID_UIDS =
            Set.of("jpeg2000/lossy-mr-multifragment.dcm", "htj2k/lossy-rgb.dcm");

    @RegisterExtension
    static final StoreScp implicit = StoreScp.of("IMPLICIT", IMPLICIT, TranscodeIT::sopClasses);

    @RegisterExtension
    static final StoreScp jpegLs = StoreScp.of("JPEGLS", JPEG_LS, TranscodeIT::sopClasses);

    @RegisterExtension
    static final Hub hub =
            new Hub().routes("transcode").set("it.implicit", implicit.port()).set("it.jpegls", jpegLs.port());

    @TestFactory
    Stream<DynamicTest> arrives_uncompressed_where_nothing_else_is_taken() throws IOException {
        return images().map(name -> DynamicTest.dynamicTest(name, () -> {
            Part10File image = image(name);
            if (canBeDecoded(image)) {
                assertArrives(name, image, "IMPLICIT", implicit, IMPLICIT);
            } else {
                assertNotEquals(0, sendByWire(image, "IMPLICIT"), "status of what cannot be converted");
                assertEquals(Optional.empty(), implicit.find(image.sopInstanceUid()));
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> arrives_in_jpeg_ls_where_nothing_else_is_taken() {
        return SOME.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    assertArrives(name, image(name), "JPEGLS", jpegLs, JPEG_LS);
                }));
    }

    @TestFactory
    Stream<DynamicTest> arrives_as_a_step_of_the_route_converts_it() {
        return SOME.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    assertArrives(name, image(name), "STEP", implicit, IMPLICIT);
                }));
    }

    private static void assertArrives(
            String name, Part10File image, String called, StoreScp receiver, String transferSyntax) throws Exception {
        Optional<String> option = storescuOption(image.transferSyntaxUid());
        if (option.isPresent() && storescuReads(name, image)) {
            Scu.Result result = Scu.store(hub.port(), called, image.path(), option.get(), "-R");
            assertEquals(0, result.exitCode(), result::output);
        } else {
            assertEquals(0, sendByWire(image, called));
        }
        Part10File arrived = receiver.take(image.sopInstanceUid());
        assertEquals(transferSyntax, arrived.transferSyntaxUid());
        PixelOracle.of(name).assertEqualTo(arrived.path());
    }

    /** Not files whose file meta information names another instance, which it would send under that name. */
    private static boolean storescuReads(String name, Part10File image) throws IOException {
        return !STORESCU_REFUSES.contains(name) && image.equals(Part10File.read(image.path()));
    }

    /** With the UIDs of the data set. */
    private static Part10File image(String name) throws IOException {
        Part10File file = Part10File.read(Corpus.file(name));
        DicomObject object = DicomObject.of(file.path());
        return new Part10File(
                file.path(),
                object.sopClassUid(),
                object.sopInstanceUid(),
                file.transferSyntaxUid(),
                file.dataSetOffset());
    }

    private static int sendByWire(Part10File image, String called) throws IOException {
        try (WireAssociation modality = WireAssociation.connect(hub.port())) {
            modality.request(called, Scu.AE_TITLE, image.sopClassUid(), image.transferSyntaxUid());
            int status = modality.store(image).status();
            modality.release();
            return status;
        }
    }

    private static Optional<String> storescuOption(String transferSyntax) {
        return Arrays.stream(Sample.values())
                .filter(sample -> sample.transferSyntaxUid().equals(transferSyntax))
                .findFirst()
                .flatMap(Sample::storescuOption);
    }

    private static boolean canBeDecoded(Part10File image) {
        TransferSyntax syntax = TransferSyntax.of(image.transferSyntaxUid());
        return !syntax.encapsulated()
                || PixelCodecs.installed().decoderOf(syntax.uid()).isPresent();
    }

    /** Those of the corpus that conform and have an oracle. */
    private static Stream<String> images() throws IOException {
        List<String> names = Files.readAllLines(Corpus.file("MANIFEST.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .filter(columns -> columns[13].equals("ok") && PixelOracle.exists(columns[0]))
                .map(columns -> columns[0])
                .filter(name -> !INVALID_UIDS.contains(name) && hasMetaInformation(name))
                .toList();
        assertTrue(names.size() > 100, "images in the corpus");
        return names.stream();
    }

    /** Some begin with group 0002, without a preamble, which storescu does not read. */
    private static boolean hasMetaInformation(String name) {
        try {
            return Part10File.read(Corpus.file(name)).sopClassUid() != null;
        } catch (EOFException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> sopClasses() {
        try {
            return images().map(name -> {
                        try {
                            return Part10File.read(Corpus.file(name)).sopClassUid();
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
