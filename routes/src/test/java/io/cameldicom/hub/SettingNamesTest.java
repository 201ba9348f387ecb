package io.cameldicom.hub;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A misspelt setting does not silently do nothing. */
class SettingNamesTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(SettingNames.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.WARN); // whatever commands have set in this JVM
        logger.addAppender(log);
    }

    @AfterEach
    void stop_listening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void misspelt_setting_in_the_file_is_refused_with_the_nearest_name() {
        HubException e = assertThrows(HubException.class, () -> check(List.of("hub.dicom.prot"), Map.of(), Map.of()));

        assertEquals("hub.dicom.prot (conf) is no setting of the hub; did you mean hub.dicom.port?", e.getMessage());
    }

    @Test
    void setting_that_is_near_to_none_is_refused_too() {
        HubException e = assertThrows(HubException.class, () -> check(List.of("hub.archive"), Map.of(), Map.of()));

        assertEquals(
                "hub.archive (conf) is no setting of the hub; settings of your own need another prefix than hub.",
                e.getMessage());
    }

    @Test
    void misspelt_system_properties_and_environment_variables_are_warned_of() throws Exception {
        check(List.of(), Map.of("hub.aeTitel", "X"), Map.of("HUB_DICOM_PROT", "104"));

        assertEquals(
                List.of(
                        "-Dhub.aeTitel is no setting of the hub; did you mean hub.aeTitle?",
                        "The environment variable HUB_DICOM_PROT is no setting of the hub; did you mean HUB_DICOM_PORT?"),
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
    }

    @Test
    void other_names_are_nobodys_business() {
        assertDoesNotThrow(() -> check(
                List.of("archive.to", "camel.main.name", "hub.log.level"),
                Map.of("hub.home.default", "/opt", "hub.command", "bin/hub", "java.home", "/usr"),
                Map.of("HUB_HOME", "/opt", "HUB_SERVICE_PORT_DICOM", "104", "PATH", "/bin")));
        assertEquals(List.of(), log.list);
    }

    private static void check(List<String> inFile, Map<String, String> system, Map<String, String> environment)
            throws HubException {
        SettingNames.check(inFile, "conf", system, environment);
    }
}
