package io.cameldicom.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorklistTest {

    private static final Map<String, Object> QUERY = Map.of(
            "PatientName",
            "",
            "ScheduledProcedureStepSequence",
            Map.of("Modality", "DX", "ScheduledProcedureStepStartDate", "20261101-", "ScheduledProcedureStepID", ""));

    private final Main main = new Main(Worklist.class);
    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final int orderPort = freePort();
    private final int dicomPort = freePort();
    private final int archivePort = freePort();

    @BeforeEach
    void start() {
        main.addOverrideProperty("orders.address", "127.0.0.1:" + orderPort);
        main.addOverrideProperty("dicom.address", "127.0.0.1:" + dicomPort);
        main.addOverrideProperty("worklist.database", database + ";INIT=RUNSCRIPT FROM 'classpath:schema.sql'");
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void imaging_order_becomes_a_row() throws Exception {
        assertEquals("AA", acknowledgement(imagingOrder("NW", "CHEST")));

        assertEquals("DOE^JANE", value("patient_name"));
        assertEquals("20261122", value("scheduled_procedure_step_start_date"));
        assertEquals("0930", value("scheduled_procedure_step_start_time"));
        assertEquals("CHEST", value("scheduled_procedure_step_description"));
        assertEquals("1.2.840.99.1", value("study_instance_uid"));
    }

    @Test
    void order_that_comes_again_changes_the_step_and_keeps_its_study() throws Exception {
        send(generalOrder("NW", "HEAD"));
        String study = value("study_instance_uid");

        assertEquals("AA", acknowledgement(generalOrder("XO", "NECK")));

        assertEquals("NECK", value("scheduled_procedure_step_description"));
        assertEquals(study, value("study_instance_uid"));
    }

    @Test
    void cancelled_order_leaves_the_list() throws Exception {
        send(imagingOrder("NW", "CHEST"));

        assertEquals("AA", acknowledgement(imagingOrder("CA", "CHEST")));

        assertEquals(0, count());
    }

    @Test
    void order_without_a_step_id_is_refused_and_the_next_is_taken() throws Exception {
        String answer = send(imagingOrder("NW", "CHEST").replace("SPS1", ""));

        assertTrue(answer.contains("MSA|AE"), answer);
        assertFalse(answer.contains("DOE"), answer);
        assertEquals("AA", acknowledgement(imagingOrder("NW", "CHEST")));
    }

    @Test
    void what_is_no_hl7_ends_the_connection_and_the_next_order_is_taken() throws Exception {
        assertEquals("", send("GET / HTTP/1.1"));

        assertEquals("AA", acknowledgement(imagingOrder("NW", "CHEST")));
    }

    @Test
    void modality_finds_its_steps_and_reports_what_it_does_with_them() throws Exception {
        send(imagingOrder("NW", "CHEST"));
        try (ProducerTemplate modality = main.getCamelContext().createProducerTemplate()) {
            List<?> items = modality.requestBody(ris() + "?operation=worklist&outputType=list", QUERY, List.class);

            assertEquals(1, items.size());
            Attributes item = (Attributes) items.get(0);
            assertEquals("DOE^JANE", item.getString(Tag.PatientName));
            Attributes step = item.getNestedDataset(Tag.ScheduledProcedureStepSequence);
            assertEquals("SPS1", step.getString(Tag.ScheduledProcedureStepID));

            Exchange begun = modality.request(ris() + "?operation=mpps", exchange -> exchange.getMessage()
                    .setBody(Map.of(
                            "PerformedProcedureStepStatus",
                            "IN PROGRESS",
                            "ScheduledStepAttributesSequence",
                            Map.of("StudyInstanceUID", "1.2.840.99.1", "ScheduledProcedureStepID", "SPS1"))));

            assertEquals("IN PROGRESS", value("state"));
            assertEquals(
                    List.of(), modality.requestBody(ris() + "?operation=worklist&outputType=list", QUERY, List.class));

            modality.sendBodyAndHeader(
                    ris() + "?operation=mpps",
                    Map.of("PerformedProcedureStepStatus", "COMPLETED"),
                    DicomConstants.SOP_INSTANCE_UID,
                    begun.getMessage().getHeader(DicomConstants.SOP_INSTANCE_UID));

            assertEquals("COMPLETED", value("state"));
        }
    }

    @Test
    void query_for_another_station_finds_nothing() throws Exception {
        send(imagingOrder("NW", "CHEST"));
        try (ProducerTemplate modality = main.getCamelContext().createProducerTemplate()) {
            Map<String, Object> other =
                    Map.of("ScheduledProcedureStepSequence", Map.of("ScheduledStationAETitle", "CT1"));

            assertEquals(
                    List.of(), modality.requestBody(ris() + "?operation=worklist&outputType=list", other, List.class));
        }
    }

    @Test
    void archive_is_asked_to_send_earlier_studies_when_an_order_arrives() throws Exception {
        main.stop();
        main.addOverrideProperty("prefetch.enabled", "true");
        main.addOverrideProperty("prefetch.archive", "PACS@127.0.0.1:" + archivePort);
        BlockingQueue<String> moved = new LinkedBlockingQueue<>();
        try (CamelContext archive = new DefaultCamelContext()) {
            archive.addRoutes(archive(moved));
            archive.start();
            main.start();

            send(imagingOrder("NW", "CHEST"));

            assertEquals("1.2.840.77.1 to WS1", moved.poll(60, TimeUnit.SECONDS));
        }
    }

    /** Has one study of each of two patients. */
    private RouteBuilder archive(BlockingQueue<String> moved) {
        List<Map<String, String>> studies = List.of(
                Map.of("PatientID", "4711", "ModalitiesInStudy", "DX", "StudyInstanceUID", "1.2.840.77.1"),
                Map.of("PatientID", "4712", "ModalitiesInStudy", "DX", "StudyInstanceUID", "1.2.840.77.2"));
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:PACS@127.0.0.1:" + archivePort + "?service=find")
                        .setBody(constant(studies))
                        .to("dicom-query:filter");
                from("dicom:PACS@127.0.0.1:" + archivePort + "?service=move").process(exchange -> {
                    moved.add(exchange.getMessage().getBody(Attributes.class).getString(Tag.StudyInstanceUID) + " to "
                            + exchange.getMessage().getHeader(DicomConstants.MOVE_DESTINATION));
                    exchange.getMessage().setBody(List.of());
                });
            }
        };
    }

    private String ris() {
        return "dicom:RIS@127.0.0.1:" + dicomPort;
    }

    /** OMI^O23: the segment IPC has the imaging details. */
    private static String imagingOrder(String control, String description) {
        return String.join(
                "\r",
                "MSH|^~\\&|HIS|HOSP|RIS|HOSP|20261122080000||OMI^O23^OMI_O23|1|P|2.5",
                "PID|||4711^^^HIS||DOE^JANE||19700101|F",
                "ORC|" + control + "|P1",
                "TQ1|1||||||202611220930",
                "OBR|1|P1||XR^Chest X-ray||||||||||||^WHO^DR",
                "IPC|A1|RP1|1.2.840.99.1|SPS1|DX|^" + description + "|||XRAY1",
                "");
    }

    /** ORM^O01: accession number, procedure and step are in OBR-18 to 20. */
    private static String generalOrder(String control, String description) {
        return String.join(
                "\r",
                "MSH|^~\\&|HIS|HOSP|RIS|HOSP|20261122080000||ORM^O01|1|P|2.3.1",
                "PID|||4711^^^HIS||DOE^JANE||19700101|F",
                "ORC|" + control + "|P1|||||^^^202611220930",
                "OBR|1|P1||MR^Head^L^^" + description + "||||||||||||||A1|RP1|SPS1||||MR",
                "");
    }

    private String acknowledgement(String order) throws IOException {
        String answer = send(order);
        int msa = answer.indexOf("MSA|") + 4;
        return answer.substring(msa, msa + 2);
    }

    /** The minimal lower layer protocol: a message between 0B and 1C 0D. */
    private String send(String message) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), orderPort)) {
            socket.getOutputStream().write(("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(60_000);
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            for (int b = in.read(); b != 0x1C && b >= 0; b = in.read()) {
                answer.append((char) b);
            }
            return answer.toString();
        }
    }

    private String value(String column) throws SQLException {
        return query("select " + column + " from worklist");
    }

    private int count() throws SQLException {
        return Integer.parseInt(query("select count(*) from worklist"));
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            assertTrue(rows.next(), "no row");
            return rows.getString(1);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
