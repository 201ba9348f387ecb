package io.cameldicom.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomObject;
import io.cameldicom.component.web.DicomWebException;
import io.cameldicom.component.web.WebFrame;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.service.RetrieveResult;
import io.cameldicom.it.peer.Orthanc;
import io.cameldicom.web.client.StowResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dicom-web:} producers against the DICOMweb plugin of Orthanc. */
@org.junit.jupiter.api.Tag("interop")
class DicomWebClientIT {

    @RegisterExtension
    static final Orthanc orthanc = Orthanc.withDicomWeb();

    /** What came back: transfer syntax and digest of the data set, by SOP Instance UID. */
    private static final Map<String, String> BACK = new ConcurrentHashMap<>();

    private static CamelRoutes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = new CamelRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:back").process(exchange -> {
                    DicomObject object = exchange.getMessage().getBody(DicomObject.class);
                    BACK.put(object.sopInstanceUid(), object.transferSyntaxUid() + " " + sha256(object));
                });
            }
        });
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    private static String uri(String options) {
        return "dicom-web:" + orthanc.dicomWebUrl() + "?" + options;
    }

    private static DicomObject ct() throws IOException {
        return DicomObject.of(Corpus.file("native/ct-explicit-le.dcm"));
    }

    /** A study of its own, of copies of the CT. */
    private static List<DicomObject> study(String suffix, int count) throws IOException {
        DicomObject ct = ct();
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> ct.edit(head -> {
                    head.setString(Tag.StudyInstanceUID, VR.UI, studyUid(ct) + suffix);
                    head.setString(Tag.SeriesInstanceUID, VR.UI, ct.string("SeriesInstanceUID") + suffix);
                    head.setString(Tag.SOPInstanceUID, VR.UI, "1.2.826.0.1.3680043.8.498" + suffix + "." + number);
                }))
                .toList();
    }

    private static String studyUid(DicomObject object) {
        return object.string("StudyInstanceUID");
    }

    private static Map<String, Object> identifier(DicomObject object) {
        return Map.of(
                "QueryRetrieveLevel", "IMAGE",
                "StudyInstanceUID", studyUid(object),
                "SeriesInstanceUID", object.string("SeriesInstanceUID"),
                "SOPInstanceUID", object.sopInstanceUid());
    }

    private static String sha256(DicomObject object) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(object.openDataSet(), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native/ct-explicit-le.dcm", "native/mr-implicit-le.dcm"})
    void what_is_stored_comes_back_byte_for_byte(String file) throws Exception {
        DicomObject object = DicomObject.of(Corpus.file(file));

        routes.send(uri("operation=stow"), object);

        RetrieveResult result = routes.send(uri("operation=wado&storeTo=direct:back"), identifier(object))
                .getMessage()
                .getBody(RetrieveResult.class);
        assertEquals(1, result.subOperations().completed());
        assertEquals(object.transferSyntaxUid() + " " + sha256(object), BACK.get(object.sopInstanceUid()));
    }

    @Test
    void a_study_goes_in_one_request_and_comes_back_as_a_whole() throws Exception {
        List<DicomObject> study = study(".71", 40);

        StowResult result = routes.send(uri("operation=stow"), study.iterator())
                .getMessage()
                .getBody(StowResult.class);
        assertTrue(result.isAllStored());
        assertEquals(40, result.outcomes().size());

        routes.send(
                uri("operation=wado&storeTo=direct:back&spoolThreshold=0"),
                Map.of("StudyInstanceUID", studyUid(study.get(0))));
        for (DicomObject object : study) {
            assertEquals(object.transferSyntaxUid() + " " + sha256(object), BACK.get(object.sopInstanceUid()));
        }
    }

    @Test
    void searches_find_it_page_by_page() throws Exception {
        List<DicomObject> study = study(".72", 7);
        routes.send(uri("operation=stow"), study);

        for (String options : List.of("", "&pageSize=3", "&pageSize=7", "&pageSize=0")) {
            List<?> found = routes.send(
                            uri("operation=qido&outputType=list" + options),
                            Map.of("StudyInstanceUID", studyUid(study.get(0)), "SOPInstanceUID", ""))
                    .getMessage()
                    .getBody(List.class);
            Set<String> uids = found.stream()
                    .map(match -> ((Attributes) match).getString(Tag.SOPInstanceUID))
                    .collect(Collectors.toSet());
            assertEquals(7, found.size(), options);
            assertEquals(study.stream().map(DicomObject::sopInstanceUid).collect(Collectors.toSet()), uids, options);
        }
        List<?> none = routes.send(uri("operation=qido&outputType=list"), Map.of("StudyInstanceUID", "1.2.3.4.5.6.7"))
                .getMessage()
                .getBody(List.class);
        assertEquals(List.of(), none);
    }

    @Test
    void metadata_frames_and_pictures_are_retrieved() throws Exception {
        DicomObject object = study(".73", 1).get(0);
        routes.send(uri("operation=stow"), object);

        List<?> metadata = routes.send(uri("operation=metadata&outputType=list"), identifier(object))
                .getMessage()
                .getBody(List.class);
        assertEquals(object.sopInstanceUid(), ((Attributes) metadata.get(0)).getString(Tag.SOPInstanceUID));
        assertEquals(object.string("Modality"), ((Attributes) metadata.get(0)).getString(Tag.Modality));

        List<?> frames = routes.send(uri("operation=frames&outputType=list"), identifier(object))
                .getMessage()
                .getBody(List.class);
        int pixelBytes = object.integer("Rows") * object.integer("Columns") * object.integer("BitsAllocated") / 8;
        assertEquals(pixelBytes, assertInstanceOf(WebFrame.class, frames.get(0)).bytes().length);

        byte[] picture = routes.send(uri("operation=rendered&renderedType=image/png"), identifier(object))
                .getMessage()
                .getBody(byte[].class);
        assertEquals(
                object.integer("Rows"),
                ImageIO.read(new ByteArrayInputStream(picture)).getHeight());
    }

    @Test
    void the_server_converts_transfer_syntaxes_on_request() throws Exception {
        DicomObject object = study(".74", 1).get(0);
        routes.send(uri("operation=stow"), object);

        List<?> back = routes.send(
                        uri("operation=wado&outputType=list&transferSyntaxes=JPEGLSLossless"), identifier(object))
                .getMessage()
                .getBody(List.class);

        assertEquals(
                "JPEGLSLossless", ((DicomObject) back.get(0)).transferSyntax().keyword());
    }

    @Test
    void what_is_not_there_is_said() {
        Exception failure = routes.attempt(
                        uri("operation=wado&outputType=list"), Map.of("StudyInstanceUID", "1.2.3.4.5.6.7"))
                .getException();

        DicomWebException notFound = assertInstanceOf(DicomWebException.class, failure);
        assertEquals(404, notFound.getHttpStatus());
        assertEquals(false, notFound.isRetryable());
    }
}
