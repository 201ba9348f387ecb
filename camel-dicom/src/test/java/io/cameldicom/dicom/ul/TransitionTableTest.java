package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state with every event, against a second transcription of the standard:
 * {@code src/test/resources/ul/state-table.txt}.
 */
class TransitionTableTest {

    private record Cell(String action, String next, String otherwise) {}

    @TestFactory
    List<DynamicTest> every_event_in_every_state() throws IOException {
        Map<String, Cell> standard = standard();
        List<DynamicTest> tests = new ArrayList<>();
        for (UlState state : UlState.values()) {
            for (UlEvent event : UlEvent.values()) {
                String name = "Sta" + (state.ordinal() + 1) + " Evt" + (event.ordinal() + 1);
                tests.add(DynamicTest.dynamicTest(name, () -> check(standard.get(name), event, state)));
            }
        }
        return tests;
    }

    private static void check(Cell cell, UlEvent event, UlState state) {
        UlAction action = TransitionTable.action(event, state);
        if (cell == null) {
            assertNull(action);
            return;
        }
        assertEquals(UlAction.valueOf(cell.action.replace('-', '_')), action);
        assertEquals(UlState.valueOf(cell.next.toUpperCase()), action.next(true));
        assertEquals(UlState.valueOf(cell.otherwise.toUpperCase()), action.next(false));
    }

    private static Map<String, Cell> standard() throws IOException {
        Map<String, Cell> cells = new HashMap<>();
        String state = null;
        for (String line :
                text().lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
            if (line.startsWith("Sta")) {
                state = line.strip();
            } else {
                String[] words = line.strip().split(" ");
                String[] next = words[2].split("\\|");
                cells.put(state + " " + words[0], new Cell(words[1], next[0], next[next.length - 1]));
            }
        }
        return cells;
    }

    private static String text() throws IOException {
        try (InputStream in = TransitionTableTest.class.getResourceAsStream("/ul/state-table.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
