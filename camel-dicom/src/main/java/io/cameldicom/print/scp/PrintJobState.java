package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.print.PrintJob;
import java.time.LocalDateTime;
import java.util.function.BiConsumer;

/** A Print Job SOP instance (PS3.3 C.13.8): how a print job goes. Thread-safe. */
final class PrintJobState implements PrintProgress {

    /** Execution Status (2100,0020); the order is that of event types 1 to 4 (PS3.4 H.4.5.2.1). */
    enum Execution {
        PENDING,
        PRINTING,
        DONE,
        FAILURE
    }

    private final String uid;
    private final String priority;
    private final String originator;
    private final String label;
    private final LocalDateTime created = LocalDateTime.now();
    private Execution execution = Execution.PENDING;
    private String info = "QUEUED";
    private BiConsumer<PrintJobState, Execution> listener;

    PrintJobState(PrintJob job) {
        uid = job.id();
        priority = job.printPriority();
        originator = job.callingAeTitle();
        label = job.filmSessionLabel();
    }

    String uid() {
        return uid;
    }

    synchronized Execution execution() {
        return execution;
    }

    /** Tells the listener where the job stands, and each change from now on; the listener must not block. */
    synchronized void listen(BiConsumer<PrintJobState, Execution> events) {
        listener = events;
        listener.accept(this, execution);
    }

    @Override
    public void printing() {
        become(Execution.PRINTING, "NORMAL");
    }

    @Override
    public void done() {
        become(Execution.DONE, "NORMAL");
    }

    @Override
    public void failed(String why) {
        become(Execution.FAILURE, why);
    }

    private synchronized void become(Execution next, String nextInfo) {
        if (execution == Execution.DONE || execution == Execution.FAILURE || next == execution) {
            return;
        }
        execution = next;
        info = nextInfo;
        if (listener != null) {
            listener.accept(this, next);
        }
    }

    /** What an N-GET can ask for (PS3.4 H.4.5.2.2). */
    synchronized Attributes attributes(String printerName) {
        Attributes job = new Attributes();
        job.setString(Tag.ExecutionStatus, VR.CS, execution.name());
        job.setString(Tag.ExecutionStatusInfo, VR.CS, info);
        job.setString(Tag.PrintPriority, VR.CS, priority);
        job.setTemporal(Tag.CreationDate, VR.DA, created.toLocalDate());
        job.setTemporal(Tag.CreationTime, VR.TM, created.toLocalTime());
        Answers.set(job, Tag.PrinterName, VR.LO, printerName);
        Answers.set(job, Tag.Originator, VR.AE, originator);
        return job;
    }

    /** What an N-EVENT-REPORT tells (PS3.4 H.4.5.2.1.2). */
    synchronized Attributes event(String printerName) {
        Attributes event = new Attributes();
        event.setString(Tag.ExecutionStatusInfo, VR.CS, info);
        if (label != null) {
            Answers.set(event, Tag.FilmSessionLabel, VR.LO, label);
        }
        Answers.set(event, Tag.PrinterName, VR.LO, printerName);
        return event;
    }
}
