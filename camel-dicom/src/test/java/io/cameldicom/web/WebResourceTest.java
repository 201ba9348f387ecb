package io.cameldicom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.query.QueryLevel;
import io.cameldicom.web.WebResource.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of the Studies Service (PS3.18 10.1.1). */
class WebResourceTest {

    @ParameterizedTest
    @CsvSource({
        "/studies, ALL, STUDY",
        "/studies/, ALL, STUDY",
        "/series, ALL, SERIES",
        "/instances, ALL, IMAGE",
        "/studies/1.2/series, ALL, SERIES",
        "/studies/1.2/instances, ALL, IMAGE",
        "/studies/1.2/series/1.3/instances, ALL, IMAGE",
        "/studies/1.2, INSTANCES, STUDY",
        "/studies/1.2/series/1.3, INSTANCES, SERIES",
        "/studies/1.2/series/1.3/instances/1.4, INSTANCES, IMAGE",
        "/studies/1.2/metadata, METADATA, STUDY",
        "/studies/1.2/series/1.3/metadata, METADATA, SERIES",
        "/studies/1.2/series/1.3/instances/1.4/metadata, METADATA, IMAGE",
        "/studies/1.2/rendered, RENDERED, STUDY",
        "/studies/1.2/series/1.3/thumbnail, THUMBNAIL, SERIES",
        "/studies/1.2/series/1.3/instances/1.4/frames/1, FRAMES, IMAGE",
        "/studies/1.2/series/1.3/instances/1.4/frames/2/rendered, RENDERED_FRAMES, IMAGE",
        "/studies/1.2/series/1.3/instances/1.4/bulkdata/7FE00010, BULK_DATA, IMAGE"
    })
    void a_path_names_a_resource(String path, Target target, QueryLevel level) throws WebRequestException {
        WebResource resource = WebResource.parse(path);
        assertEquals(target, resource.target());
        assertEquals(level, resource.level());
    }

    @Test
    void uids_frames_and_bulk_data_are_taken_from_the_path() throws WebRequestException {
        WebResource frames = WebResource.parse("/studies/1.2/series/1.3/instances/1.4/frames/3,1%2C2");
        assertEquals("1.2", frames.studyUid());
        assertEquals("1.3", frames.seriesUid());
        assertEquals("1.4", frames.instanceUid());
        assertEquals(List.of(3, 1, 2), frames.frames());
        assertEquals(
                "00082112/1/00282000",
                WebResource.parse("/studies/1.2/series/1.3/instances/1.4/bulkdata/00082112/1/00282000")
                        .bulkData());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/patients",
                "/studies/1.2/nonsense",
                "/studies/1.2/instances/1.4",
                "/series/1.3",
                "/instances/1.4/metadata",
                "/studies/1.2/metadata/more",
                "/studies/1.2/frames/1",
                "/studies/1.2/series/1.3/instances/1.4/bulkdata/../../secret",
                "/studies/1.2/series/1.3/instances/1.4/frames/1/rendered/more"
            })
    void other_paths_are_404(String path) {
        assertEquals(
                404,
                assertThrows(WebRequestException.class, () -> WebResource.parse(path))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/studies/..",
                "/studies/1..2",
                "/studies/%2e%2e",
                "/studies/1.2%2F..",
                "/studies/1.2 3",
                "/studies//series",
                "/studies/11111111111111111111111111111111111111111111111111111111111111111",
                "/studies/1.2/series/1.3/instances/1.4/frames/0",
                "/studies/1.2/series/1.3/instances/1.4/frames/1,,2",
                "/studies/1.2/series/1.3/instances/1.4/frames/-1",
                "/studies/1.2/series/1.3/instances/1.4/frames/99999999999"
            })
    void what_is_no_uid_or_frame_is_400(String path) {
        assertEquals(
                400,
                assertThrows(WebRequestException.class, () -> WebResource.parse(path))
                        .status());
    }
}
