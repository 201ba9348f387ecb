package io.cameldicom.print.scu;

import java.util.List;

/**
 * What a printer said to a print job it has taken.
 *
 * @param printer its status before; null if it was not asked, or does not answer that
 * @param warnings statuses above 0000 it answered, in their order
 * @param notes what was left out or could not be known, in words
 * @param filmsPrinted how many it took
 * @param jobs the print jobs it made; empty if it tells none
 */
public record PrintReport(
        PrinterStatus printer, List<Integer> warnings, List<String> notes, int filmsPrinted, List<JobStatus> jobs) {

    public PrintReport {
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        jobs = List.copyOf(jobs);
    }

    /** 0000, or the first warning. */
    public int status() {
        return warnings.isEmpty() ? 0 : warnings.get(0);
    }
}
