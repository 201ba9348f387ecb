package io.cameldicom.bench;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** The side that is ours when archives are compared: a program with routes of the component. */
public final class ArchiveRoutes {
    private ArchiveRoutes() {}

    /**
     * @param arguments port; number of studies to answer queries with; folder of files to serve; where the archive is that
     *     is called by the AE title PROXY, {@code AET@host:port}; where the destination of C-MOVE is
     */
    public static void main(String... arguments) throws Exception {
        List<Attributes> studies = IntStream.range(0, Integer.parseInt(arguments[1]))
                .mapToObj(ArchiveRoutes::study)
                .toList();
        Path files = Path.of(arguments[2]);
        Main main = new Main();
        main.addInitialProperty("dicom.destination." + Retriever.AE_TITLE, arguments[4]);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:ROUTE@127.0.0.1:" + arguments[0] + "?service=all&spoolThreshold=1MiB")
                        .choice()
                        .when(header("CamelDicomOperation").isEqualTo("find"))
                        .setBody(exchange -> studies)
                        .to("dicom-query:filter")
                        .otherwise()
                        .setBody(exchange -> list(files));
                from("dicom:PROXY@127.0.0.1:" + arguments[0] + "?service=all&spoolThreshold=1MiB")
                        .to("dicom:" + arguments[3] + "?spoolThreshold=1MiB");
            }
        });
        main.run();
    }

    private static List<Path> list(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As the studies in the archives: see {@link QueryPart}. */
    static Attributes study(int number) {
        Attributes study = new Attributes();
        study.setString(Tag.PatientName, VR.PN, "BENCH^" + number);
        study.setString(Tag.PatientID, VR.LO, "P" + number);
        study.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3." + number);
        study.setString(Tag.StudyDate, VR.DA, "20260101");
        study.setString(Tag.StudyTime, VR.TM, "120000");
        study.setString(Tag.AccessionNumber, VR.SH, "A" + number);
        study.setString(Tag.StudyID, VR.SH, "S" + number);
        return study;
    }
}
