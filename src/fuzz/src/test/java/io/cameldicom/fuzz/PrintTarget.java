package io.cameldicom.fuzz;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.DimseHandler;
import io.cameldicom.dicom.dimse.DimseSession;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.service.ApplicationEntity;
import io.cameldicom.dicom.service.NormalizedReply;
import io.cameldicom.dicom.ul.Association;
import io.cameldicom.dicom.ul.Timeouts;
import io.cameldicom.print.scp.PrintScp;
import io.cameldicom.print.scp.PrinterConfiguration;
import io.cameldicom.print.scp.PrinterState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a print SCU asks a printer for, request by request: a byte that chooses the {@link Request}, two for the length of
 * its data set, the data set. Whatever is asked for in whatever order, the printer answers with a status and no failure of
 * its own, and no image stays in the spool.
 */
public final class PrintTarget {

    static final String SESSION = "1.2.1";
    static final String FILM = "1.2.2";
    static final String LUT = "1.2.3";

    private static final int GRAYSCALE = 1;
    private static final int COLOR = 3;
    private static final int PRESENTATION_LUT = 5;
    private static final int ANNOTATION = 7;

    /** A request but for its data set. Where there is no instance, the printer finds the one that is meant. */
    enum Request {
        CREATE_SESSION(Dimse.N_CREATE_RQ, GRAYSCALE, UID.BasicFilmSession, SESSION),
        CREATE_COLOR_SESSION(Dimse.N_CREATE_RQ, COLOR, UID.BasicFilmSession, SESSION),
        CREATE_FILM(Dimse.N_CREATE_RQ, GRAYSCALE, UID.BasicFilmBox, FILM),
        CREATE_COLOR_FILM(Dimse.N_CREATE_RQ, COLOR, UID.BasicFilmBox, null),
        CREATE_LUT(Dimse.N_CREATE_RQ, PRESENTATION_LUT, UID.PresentationLUT, LUT),
        SET_SESSION(Dimse.N_SET_RQ, GRAYSCALE, UID.BasicFilmSession, SESSION),
        SET_FILM(Dimse.N_SET_RQ, GRAYSCALE, UID.BasicFilmBox, null),
        SET_IMAGE(Dimse.N_SET_RQ, GRAYSCALE, UID.BasicGrayscaleImageBox, null),
        SET_COLOR_IMAGE(Dimse.N_SET_RQ, COLOR, UID.BasicColorImageBox, null),
        SET_ANNOTATION(Dimse.N_SET_RQ, ANNOTATION, UID.BasicAnnotationBox, null),
        PRINT_FILM(Dimse.N_ACTION_RQ, GRAYSCALE, UID.BasicFilmBox, null),
        PRINT_SESSION(Dimse.N_ACTION_RQ, COLOR, UID.BasicFilmSession, SESSION),
        GET_PRINTER(Dimse.N_GET_RQ, GRAYSCALE, UID.Printer, UID.PrinterInstance),
        DELETE_FILM(Dimse.N_DELETE_RQ, GRAYSCALE, UID.BasicFilmBox, null),
        DELETE_LUT(Dimse.N_DELETE_RQ, PRESENTATION_LUT, UID.PresentationLUT, LUT),
        DELETE_SESSION(Dimse.N_DELETE_RQ, GRAYSCALE, UID.BasicFilmSession, SESSION);

        private static final Request[] ALL = values();

        private final Dimse dimse;
        private final int contextId;
        private final String sopClassUid;
        private final String sopInstanceUid;

        Request(Dimse dimse, int contextId, String sopClassUid, String sopInstanceUid) {
            this.dimse = dimse;
            this.contextId = contextId;
            this.sopClassUid = sopClassUid;
            this.sopInstanceUid = sopInstanceUid;
        }

        /** As the input has it. */
        byte[] with(byte[] dataSet) {
            return ByteBuffer.allocate(3 + dataSet.length)
                    .put((byte) ordinal())
                    .putShort((short) dataSet.length)
                    .put(dataSet)
                    .array();
        }

        TransferSyntax syntax() {
            return contextId == COLOR
                    ? TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN
                    : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        }

        private CommandSet command(int messageId, boolean hasDataSet) {
            CommandSet command = CommandSet.request(dimse, sopClassUid, sopInstanceUid)
                    .setInt(Tag.MessageID, messageId)
                    .setDataSetPresent(hasDataSet);
            return dimse == Dimse.N_ACTION_RQ ? command.setInt(Tag.ActionTypeID, 1) : command;
        }
    }

    private static final AssociateRq ASSOCIATION = new AssociateRq(
            "PRINTER",
            "FUZZ",
            List.of(
                    context(GRAYSCALE, UID.BasicGrayscalePrintManagementMeta, UID.ExplicitVRLittleEndian),
                    context(COLOR, UID.BasicColorPrintManagementMeta, UID.ImplicitVRLittleEndian),
                    context(PRESENTATION_LUT, UID.PresentationLUT, UID.ExplicitVRLittleEndian),
                    context(ANNOTATION, UID.BasicAnnotationBox, UID.ExplicitVRLittleEndian)),
            new UserInformation(List.of()));

    private static final AtomicInteger FILES = new AtomicInteger();
    private static final Path SPOOL = spool();

    private PrintTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        PrintScp printer = new PrintScp(
                PrinterConfiguration.builder().build(),
                new PrinterState(),
                () -> SPOOL.resolve("image-" + FILES.incrementAndGet()),
                (job, progress, request) -> {
                    job.close();
                    return NormalizedReply.SUCCESS;
                },
                PrintScp.Events.NONE,
                Duration.ofSeconds(1));
        ApplicationEntity entity = ApplicationEntity.builder(ApplicationEntity.ANY)
                .service(printer.provider())
                .build();
        Association association = null;
        try {
            MemoryTransport transport = new MemoryTransport(ByteBuffer.wrap(sent(input)), Integer.MAX_VALUE);
            association = Association.accept(transport, entity::answer, Timeouts.DEFAULT, AssociationTarget.NO_CLOCK);
            new DimseSession(association, (dimse, sopClass) -> telling(entity.find(dimse, sopClass))).serve();
        } catch (IOException e) {
            throw new AssertionError("an association in order ended in failure", e);
        } finally {
            printer.closed(association, null);
            printer.close();
        }
        requireEmptySpool();
    }

    /** A failure of the printer itself would be answered 0110 and not be seen here. */
    private static DimseHandler telling(DimseHandler handler) {
        return request -> {
            try {
                handler.handle(request);
            } catch (RuntimeException e) {
                throw new AssertionError("the printer failed", e);
            }
        };
    }

    private static byte[] sent(byte[] input) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        add(sent, ASSOCIATION);
        ByteBuffer in = ByteBuffer.wrap(input);
        for (int messageId = 1; in.remaining() >= 3; messageId++) {
            Request request = Request.ALL[(in.get() & 0xFF) % Request.ALL.length];
            byte[] dataSet = new byte[Math.min(in.getShort() & 0xFFFF, in.remaining())];
            in.get(dataSet);
            add(
                    sent,
                    data(
                            request.contextId,
                            true,
                            request.command(messageId, dataSet.length > 0).encode()));
            if (dataSet.length > 0) {
                add(sent, data(request.contextId, false, ByteBuffer.wrap(dataSet)));
            }
        }
        add(sent, new ReleaseRq());
        return sent.toByteArray();
    }

    private static PDataTf data(int contextId, boolean command, ByteBuffer bytes) {
        return new PDataTf(List.of(new Pdv(contextId, command, true, bytes)));
    }

    private static void add(ByteArrayOutputStream sent, Pdu pdu) {
        ByteBuffer encoded = PduEncoder.encode(pdu);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        sent.writeBytes(bytes);
    }

    private static PresentationContextRq context(int id, String sopClassUid, String transferSyntaxUid) {
        return new PresentationContextRq(id, sopClassUid, List.of(transferSyntaxUid));
    }

    private static Path spool() {
        try {
            Path folder = Files.createTempDirectory("fuzz-spool");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireEmptySpool() {
        try (Stream<Path> files = Files.list(SPOOL)) {
            if (files.findAny().isPresent()) {
                throw new AssertionError("an image stayed in the spool");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
