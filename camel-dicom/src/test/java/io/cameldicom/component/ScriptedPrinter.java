package io.cameldicom.component;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.ApplicationEntityHost;
import io.cameldicom.dicom.service.NormalizedHandler;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.service.NormalizedRequest;
import io.cameldicom.dicom.service.NormalizedScp;
import io.cameldicom.dicom.service.QuerySopClasses;
import io.cameldicom.dicom.ul.AssociationServer;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.dicom.ul.TransferCapability;
import io.cameldicom.print.ImageDisplayFormat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A printer that writes down what it is asked, and does what a test says instead of printing. */
final class ScriptedPrinter implements AutoCloseable {

    /** What was asked: {@code N_SET_RQ} on a SOP class. */
    record Asked(Dimse operation, String sopClassUid, String sopInstanceUid, Attributes attributes) {}

    @FunctionalInterface
    interface Answer {
        NormalizedReply to(NormalizedRequest request) throws IOException;
    }

    private static final Set<Dimse> OPERATIONS =
            EnumSet.of(Dimse.N_CREATE_RQ, Dimse.N_SET_RQ, Dimse.N_GET_RQ, Dimse.N_ACTION_RQ, Dimse.N_DELETE_RQ);

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> script = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ApplicationEntityHost host;

    ScriptedPrinter(String... sopClasses) throws IOException {
        host = ApplicationEntityHost.start(
                new InetSocketAddress("127.0.0.1", 0), executor, Timeouts.DEFAULT, AssociationServer.Limits.DEFAULT);
        ApplicationEntity.Builder printer = ApplicationEntity.builder("PRINTER");
        for (String sopClass : sopClasses) {
            printer.service(new NormalizedScp(
                    new Handler(),
                    TransferCapability.scp(sopClass, QuerySopClasses.TRANSFER_SYNTAXES.toArray(String[]::new)),
                    OPERATIONS));
        }
        host.add(printer.build());
    }

    /** One of everything. */
    static ScriptedPrinter complete() throws IOException {
        return new ScriptedPrinter(
                UID.BasicGrayscalePrintManagementMeta,
                UID.BasicColorPrintManagementMeta,
                UID.PresentationLUT,
                UID.BasicAnnotationBox,
                UID.PrintJob);
    }

    /** From now on answers this, and after its first call null goes back to what a printer does. */
    ScriptedPrinter on(Dimse operation, String sopClassUid, Answer answer) {
        script.put(operation + sopClassUid, answer);
        return this;
    }

    String uri() {
        return "dicom:PRINTER@127.0.0.1:" + host.port() + "?operation=print";
    }

    ExecutorService executor() {
        return executor;
    }

    List<Asked> asked(Dimse operation, String sopClassUid) {
        return asked.stream()
                .filter(each ->
                        each.operation() == operation && each.sopClassUid().equals(sopClassUid))
                .toList();
    }

    @Override
    public void close() {
        host.close();
        executor.shutdownNow();
    }

    private final class Handler implements NormalizedHandler {

        @Override
        public NormalizedReply create(NormalizedRequest request) throws IOException {
            return answer(request);
        }

        @Override
        public NormalizedReply set(NormalizedRequest request) throws IOException {
            return answer(request);
        }

        @Override
        public NormalizedReply get(NormalizedRequest request) throws IOException {
            return answer(request);
        }

        @Override
        public NormalizedReply action(NormalizedRequest request) throws IOException {
            return answer(request);
        }

        @Override
        public NormalizedReply delete(NormalizedRequest request) throws IOException {
            return answer(request);
        }

        private NormalizedReply answer(NormalizedRequest request) throws IOException {
            asked.add(
                    new Asked(request.dimse(), request.sopClassUid(), request.sopInstanceUid(), request.attributes()));
            Answer scripted = script.get(request.dimse() + request.sopClassUid());
            NormalizedReply reply = scripted == null ? null : scripted.to(request);
            return reply != null ? reply : usual(request);
        }
    }

    static NormalizedReply usual(NormalizedRequest request) throws IOException {
        Attributes answer = new Attributes();
        if (request.dimse() == Dimse.N_GET_RQ && request.sopClassUid().equals(UID.Printer)) {
            answer.setString(Tag.PrinterStatus, VR.CS, "NORMAL");
        }
        if (request.dimse() == Dimse.N_CREATE_RQ && request.sopClassUid().equals(UID.BasicFilmBox)) {
            boolean color = request.abstractSyntaxUid().equals(UID.BasicColorPrintManagementMeta);
            refer(
                    answer.newSequence(Tag.ReferencedImageBoxSequence),
                    color ? UID.BasicColorImageBox : UID.BasicGrayscaleImageBox,
                    ImageDisplayFormat.parse(request.attributes().getString(Tag.ImageDisplayFormat))
                            .boxes());
            if (request.attributes().containsValue(Tag.AnnotationDisplayFormatID)) {
                refer(answer.newSequence(Tag.ReferencedBasicAnnotationBoxSequence), UID.BasicAnnotationBox, 3);
            }
        }
        return NormalizedReply.of(answer);
    }

    static void refer(Sequence sequence, String sopClassUid, int count) {
        for (int i = 0; i < count; i++) {
            refer(sequence, sopClassUid, UidGenerator.next());
        }
    }

    static void refer(Sequence sequence, String sopClassUid, String sopInstanceUid) {
        Attributes reference = new Attributes();
        reference.setString(Tag.ReferencedSOPClassUID, VR.UI, sopClassUid);
        reference.setString(Tag.ReferencedSOPInstanceUID, VR.UI, sopInstanceUid);
        sequence.add(reference);
    }
}
