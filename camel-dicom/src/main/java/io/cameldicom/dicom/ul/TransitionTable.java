package io.cameldicom.dicom.ul;

/** PS3.8 Table 9-10, the upper layer state transition table, as data: lay the standard beside it. */
public final class TransitionTable {

    // Sta     1     2     3     4     5     6     7     8     9     10    11    12    13
    private static final String TABLE =
            """
            Evt1   AE-1  -     -     -     -     -     -     -     -     -     -     -     -
            Evt2   -     -     -     AE-2  -     -     -     -     -     -     -     -     -
            Evt3   -     AA-1  AA-8  -     AE-3  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
            Evt4   -     AA-1  AA-8  -     AE-4  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
            Evt5   AE-5  -     -     -     -     -     -     -     -     -     -     -     -
            Evt6   -     AE-6  AA-8  -     AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-7
            Evt7   -     -     AE-7  -     -     -     -     -     -     -     -     -     -
            Evt8   -     -     AE-8  -     -     -     -     -     -     -     -     -     -
            Evt9   -     -     -     -     -     DT-1  -     AR-7  -     -     -     -     -
            Evt10  -     AA-1  AA-8  -     AA-8  DT-2  AR-6  AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
            Evt11  -     -     -     -     -     AR-1  -     -     -     -     -     -     -
            Evt12  -     AA-1  AA-8  -     AA-8  AR-2  AR-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
            Evt13  -     AA-1  AA-8  -     AA-8  AA-8  AR-3  AA-8  AA-8  AR-10 AR-3  AA-8  AA-6
            Evt14  -     -     -     -     -     -     -     AR-4  AR-9  -     -     AR-4  -
            Evt15  -     -     AA-1  AA-2  AA-1  AA-1  AA-1  AA-1  AA-1  AA-1  AA-1  AA-1  -
            Evt16  -     AA-2  AA-3  -     AA-3  AA-3  AA-3  AA-3  AA-3  AA-3  AA-3  AA-3  AA-2
            Evt17  -     AA-5  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AA-4  AR-5
            Evt18  -     AA-2  -     -     -     -     -     -     -     -     -     -     AA-2
            Evt19  -     AA-1  AA-8  -     AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-8  AA-7
            """;

    private static final UlAction[][] ACTIONS =
            TABLE.lines().map(TransitionTable::row).toArray(UlAction[][]::new);

    private TransitionTable() {}

    /** The action of a cell; null where the cell is blank: the event cannot happen in that state. */
    public static UlAction action(UlEvent event, UlState state) {
        return ACTIONS[event.ordinal()][state.ordinal()];
    }

    private static UlAction[] row(String line) {
        String[] cells = line.split(" +");
        UlAction[] row = new UlAction[UlState.values().length];
        for (int i = 0; i < row.length; i++) {
            String cell = cells[i + 1];
            row[i] = cell.equals("-") ? null : UlAction.valueOf(cell.replace('-', '_'));
        }
        return row;
    }
}
