package io.cameldicom.fuzz;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.EncodedFrame;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Fragments;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.CommandSet;
import io.cameldicom.dicom.dimse.Dimse;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.FileMetaInformation;
import io.cameldicom.dicom.json.JsonWriter;
import io.cameldicom.dicom.pdu.Abort;
import io.cameldicom.dicom.pdu.AssociateAc;
import io.cameldicom.dicom.pdu.AssociateRj;
import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.AsynchronousOperationsWindow;
import io.cameldicom.dicom.pdu.ImplementationClassUid;
import io.cameldicom.dicom.pdu.ImplementationVersionName;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.PresentationContextAc;
import io.cameldicom.dicom.pdu.RejectReason;
import io.cameldicom.dicom.pdu.ReleaseRp;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.pdu.RoleSelection;
import io.cameldicom.dicom.pdu.SopClassExtendedNegotiation;
import io.cameldicom.dicom.pdu.UserIdentityRq;
import io.cameldicom.dicom.pdu.UserInformation;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.xml.XmlWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Writes the seeds anew: small good inputs of every kind. To be run when the form of a target's input changes. */
final class SeedWriter {

    private static final int ROWS = 9;
    private static final int COLUMNS = 11;

    private SeedWriter() {}

    public static void main(String[] args) throws Exception {
        pdus();
        commands();
        associations();
        dataSets();
        seed(FuzzTarget.JSON, "dataset", JsonWriter.toString(dataSet()).getBytes(StandardCharsets.UTF_8));
        seed(FuzzTarget.XML, "dataset", XmlWriter.toString(dataSet()).getBytes(StandardCharsets.UTF_8));
        multipart();
        prints();
        queries();
        codec(FuzzTarget.RLE, RleTarget.SYNTAXES);
        codec(FuzzTarget.JPEG, JpegTarget.SYNTAXES);
        codec(FuzzTarget.JPEGLS, JpegLsTarget.SYNTAXES);
        codec(FuzzTarget.JPEG2000, Jpeg2000Target.SYNTAXES);
        codec(FuzzTarget.DEFLATED, DeflatedTarget.SYNTAXES);
    }

    private static void pdus() throws IOException {
        UserInformation all = new UserInformation(List.of(
                new MaximumLength(16_384),
                new ImplementationClassUid("1.2.3"),
                new ImplementationVersionName("FUZZ"),
                new AsynchronousOperationsWindow(2, 3),
                new RoleSelection(UID.CTImageStorage, true, true),
                new SopClassExtendedNegotiation(UID.CTImageStorage, ByteBuffer.wrap(new byte[] {1, 1})),
                new UserIdentityRq(2, true, bytes("user"), bytes("secret"))));
        seed("rq", AssociationTarget.REQUEST);
        seed("rq-all-items", new AssociateRq("HUB", "CT1", AssociationTarget.REQUEST.presentationContexts(), all));
        seed(
                "ac",
                new AssociateAc(
                        AssociationTarget.REQUEST,
                        List.of(
                                new PresentationContextAc(1, 0, UID.ImplicitVRLittleEndian),
                                new PresentationContextAc(3, 3, UID.ImplicitVRLittleEndian)),
                        all));
        seed("rj", AssociateRj.transientlyFor(RejectReason.TEMPORARY_CONGESTION));
        seed("data", pdv(1, true, true, new byte[] {1, 2, 3}));
        seed("release-rq", new ReleaseRq());
        seed("release-rp", new ReleaseRp());
        seed("abort", Abort.byUser());
    }

    private static void seed(String name, Pdu pdu) throws IOException {
        seed(FuzzTarget.PDU, name, bytes(PduEncoder.encode(pdu)));
    }

    private static void commands() throws IOException {
        seed(FuzzTarget.COMMAND, "echo-rq", bytes(echo().encode()));
        seed(FuzzTarget.COMMAND, "store-rq", bytes(store().encode()));
        CommandSet refused = CommandSet.responseTo(store(), Status.CannotUnderstand);
        refused.setErrorComment("why").setTags(Tag.OffendingElement, Tag.Rows);
        seed(FuzzTarget.COMMAND, "store-rsp", bytes(refused.encode()));
    }

    private static CommandSet echo() {
        return CommandSet.request(Dimse.C_ECHO_RQ, UID.Verification, null)
                .setInt(Tag.MessageID, 1)
                .setDataSetPresent(false);
    }

    private static CommandSet store() {
        return CommandSet.request(Dimse.C_STORE_RQ, UID.CTImageStorage, "1.2.3.4")
                .setInt(Tag.MessageID, 2)
                .setInt(Tag.Priority, 0)
                .setDataSetPresent(true);
    }

    private static void associations() throws IOException {
        ByteArrayOutputStream good = new ByteArrayOutputStream();
        good.write(0);
        good.writeBytes(bytes(PduEncoder.encode(pdv(1, true, true, bytes(echo().encode())))));
        good.writeBytes(bytes(PduEncoder.encode(pdv(3, true, true, bytes(store().encode())))));
        good.writeBytes(bytes(PduEncoder.encode(pdv(3, false, false, new byte[40]))));
        good.writeBytes(bytes(PduEncoder.encode(pdv(3, false, true, new byte[40]))));
        good.writeBytes(bytes(PduEncoder.encode(new ReleaseRq())));
        seed(FuzzTarget.ASSOCIATION, "echo-store-release", good.toByteArray());

        ByteArrayOutputStream own = new ByteArrayOutputStream();
        own.write(AssociationTarget.OWN_REQUEST | AssociationTarget.IN_PIECES);
        own.writeBytes(bytes(PduEncoder.encode(AssociationTarget.REQUEST)));
        own.writeBytes(bytes(PduEncoder.encode(Abort.byUser())));
        seed(FuzzTarget.ASSOCIATION, "request-abort", own.toByteArray());
    }

    private static PDataTf pdv(int context, boolean command, boolean last, byte[] data) {
        return new PDataTf(List.of(new Pdv(context, command, last, ByteBuffer.wrap(data))));
    }

    private static Attributes dataSet() {
        Attributes dataSet = new Attributes();
        dataSet.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
        dataSet.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
        dataSet.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY");
        dataSet.setString(Tag.PatientName, VR.PN, "Fuzz^Ürsula");
        dataSet.setString(Tag.SliceThickness, VR.DS, "1.5");
        dataSet.setInt(Tag.Rows, VR.US, 2);
        dataSet.setString(0x00090010, VR.LO, "CREATOR");
        dataSet.setBytes(0x00091001, VR.UN, new byte[] {1, 2, 3, 4});
        Attributes item = new Attributes();
        item.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        item.newSequence(Tag.PurposeOfReferenceCodeSequence).add(new Attributes());
        dataSet.newSequence(Tag.ReferencedStudySequence).add(item);
        dataSet.setBytes(Tag.PixelData, VR.OW, new byte[8]);
        return dataSet;
    }

    private static void dataSets() throws IOException {
        for (int i = 0; i < DataSetTarget.SYNTAXES.length; i++) {
            TransferSyntax syntax = DataSetTarget.SYNTAXES[i];
            Attributes dataSet = dataSet();
            if (syntax == null || syntax.encapsulated()) {
                Fragments fragments = dataSet.newFragments(Tag.PixelData, VR.OB);
                fragments.add(new byte[0]);
                fragments.add(new byte[] {1, 2, 3, 4});
            }
            ByteArrayOutputStream seed = new ByteArrayOutputStream();
            seed.write(i);
            if (syntax == null) {
                syntax = TransferSyntax.of(UID.JPEGBaseline8Bit);
                seed.writeBytes(FileMetaInformation.of(UID.CTImageStorage, "1.2.3.4", syntax.uid())
                        .toBytes());
            }
            seed.writeBytes(DicomOutputStream.encode(dataSet, syntax));
            seed(FuzzTarget.DATASET, "syntax-" + i, seed.toByteArray());
        }
    }

    private static void multipart() throws IOException {
        for (int i = 0; i < MultipartTarget.BOUNDARIES.size(); i++) {
            String body = "ignored\r\n--B\r\nContent-Type: application/dicom; transfer-syntax=\"*\"\r\n"
                    + "Content-Location: /a\r\n\r\none\r\n--Bx\r\n--B\nContent-Type: a/b\n\ntwo\n--B--\r\nignored";
            seed(
                    FuzzTarget.MULTIPART,
                    "parts-" + i,
                    ((char) i + body.replace("--B", "--" + MultipartTarget.BOUNDARIES.get(i)))
                            .getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void queries() throws IOException {
        Attributes study = new Attributes();
        study.setString(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
        study.setString(Tag.StudyDate, VR.DA, "20250101-20261231");
        study.setString(Tag.StudyTime, VR.TM, "0800-");
        study.setString(Tag.ModalitiesInStudy, VR.CS, "CT", "M?");
        study.setString(Tag.PatientName, VR.PN, "Fu*^?rsula");
        study.setNull(Tag.StudyInstanceUID, VR.UI);
        Attributes entity = dataSet();
        entity.setString(Tag.StudyDate, VR.DA, "20260102");
        entity.setString(Tag.StudyTime, VR.TM, "101500.5");
        entity.setString(Tag.ModalitiesInStudy, VR.CS, "SR", "CT");
        for (int options : new int[] {0, 15}) {
            seed(FuzzTarget.QUERY, "study-" + options, query(options, study, entity));
        }
        Attributes step = new Attributes();
        step.setString(Tag.ScheduledProcedureStepStartDate, VR.DA, "-20270101");
        step.setString(Tag.ScheduledStationAETitle, VR.AE, "CT1");
        Attributes worklist = new Attributes();
        worklist.newSequence(Tag.ScheduledProcedureStepSequence).add(step);
        Attributes scheduled = new Attributes(step);
        scheduled.setString(Tag.ScheduledProcedureStepStartDate, VR.DA, "20260102");
        Attributes row = new Attributes();
        row.newSequence(Tag.ScheduledProcedureStepSequence).add(scheduled);
        row.getSequence(Tag.ScheduledProcedureStepSequence).add(new Attributes(scheduled));
        seed(FuzzTarget.QUERY, "worklist", query(16, worklist, row));
    }

    private static byte[] query(int options, Attributes identifier, Attributes entity) throws IOException {
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        return QueryTarget.input(
                options, DicomOutputStream.encode(identifier, syntax), DicomOutputStream.encode(entity, syntax));
    }

    private static void prints() throws IOException {
        Attributes session = new Attributes();
        session.setString(Tag.NumberOfCopies, VR.IS, "2");
        session.setString(Tag.MediumType, VR.CS, "PAPER");
        Attributes film = new Attributes();
        film.setString(Tag.ImageDisplayFormat, VR.ST, "STANDARD\\1,2");
        film.setString(Tag.FilmSizeID, VR.CS, "14INX17IN");
        film.setString(Tag.AnnotationDisplayFormatID, VR.CS, "A");
        film.setInt(Tag.MaxDensity, VR.US, 300);
        film.newSequence(Tag.ReferencedPresentationLUTSequence).add(reference(UID.PresentationLUT, PrintTarget.LUT));
        film.newSequence(Tag.ReferencedFilmSessionSequence).add(reference(UID.BasicFilmSession, PrintTarget.SESSION));
        Attributes table = new Attributes();
        table.setInt(Tag.LUTDescriptor, VR.US, 4, 0, 8);
        table.setInt(Tag.LUTData, VR.OW, 0, 85, 170, 255);
        Attributes lut = new Attributes();
        lut.newSequence(Tag.PresentationLUTSequence).add(table);
        Attributes annotation = new Attributes();
        annotation.setInt(Tag.AnnotationPosition, VR.US, 1);
        annotation.setString(Tag.TextString, VR.LO, "left");

        ByteArrayOutputStream gray = new ByteArrayOutputStream();
        gray.writeBytes(request(PrintTarget.Request.CREATE_SESSION, session));
        gray.writeBytes(request(PrintTarget.Request.CREATE_LUT, lut));
        gray.writeBytes(request(PrintTarget.Request.CREATE_FILM, film));
        gray.writeBytes(request(PrintTarget.Request.SET_IMAGE, imageBox(Tag.BasicGrayscaleImageSequence, 1)));
        gray.writeBytes(request(PrintTarget.Request.SET_ANNOTATION, annotation));
        gray.writeBytes(request(PrintTarget.Request.SET_FILM, film));
        gray.writeBytes(request(PrintTarget.Request.PRINT_FILM, new Attributes()));
        gray.writeBytes(request(PrintTarget.Request.GET_PRINTER, new Attributes()));
        gray.writeBytes(request(PrintTarget.Request.DELETE_SESSION, new Attributes()));
        seed(FuzzTarget.PRINT, "grayscale", gray.toByteArray());

        Attributes colorFilm = new Attributes();
        colorFilm.setString(Tag.ImageDisplayFormat, VR.ST, "ROW\\1,2");
        ByteArrayOutputStream color = new ByteArrayOutputStream();
        color.writeBytes(request(PrintTarget.Request.CREATE_COLOR_SESSION, session));
        color.writeBytes(request(PrintTarget.Request.CREATE_COLOR_FILM, colorFilm));
        color.writeBytes(request(PrintTarget.Request.SET_COLOR_IMAGE, imageBox(Tag.BasicColorImageSequence, 3)));
        color.writeBytes(request(PrintTarget.Request.PRINT_SESSION, new Attributes()));
        color.writeBytes(request(PrintTarget.Request.DELETE_FILM, new Attributes()));
        seed(FuzzTarget.PRINT, "color", color.toByteArray());
    }

    private static Attributes reference(String sopClassUid, String sopInstanceUid) {
        Attributes reference = new Attributes();
        reference.setString(Tag.ReferencedSOPClassUID, VR.UI, sopClassUid);
        reference.setString(Tag.ReferencedSOPInstanceUID, VR.UI, sopInstanceUid);
        return reference;
    }

    private static Attributes imageBox(int sequence, int samples) {
        Attributes image = new Attributes();
        image.setInt(Tag.SamplesPerPixel, VR.US, samples);
        image.setString(Tag.PhotometricInterpretation, VR.CS, samples == 1 ? "MONOCHROME2" : "RGB");
        if (samples > 1) {
            image.setInt(Tag.PlanarConfiguration, VR.US, 1);
        }
        image.setInt(Tag.Rows, VR.US, 2);
        image.setInt(Tag.Columns, VR.US, 2);
        image.setInt(Tag.BitsAllocated, VR.US, 8);
        image.setInt(Tag.BitsStored, VR.US, 8);
        image.setInt(Tag.HighBit, VR.US, 7);
        image.setInt(Tag.PixelRepresentation, VR.US, 0);
        image.setBytes(Tag.PixelData, VR.OW, new byte[4 * samples]);
        Attributes box = new Attributes();
        box.setInt(Tag.ImageBoxPosition, VR.US, 1);
        box.setString(Tag.Polarity, VR.CS, "NORMAL");
        box.newSequence(sequence).add(image);
        return box;
    }

    private static byte[] request(PrintTarget.Request request, Attributes dataSet) throws IOException {
        return request.with(dataSet.isEmpty() ? new byte[0] : DicomOutputStream.encode(dataSet, request.syntax()));
    }

    private static void codec(FuzzTarget target, String... syntaxes) throws IOException {
        for (int i = 0; i < syntaxes.length; i++) {
            for (int stored : new int[] {8, 12, 16}) {
                encode(target, i, syntaxes[i], pixels(1, stored));
            }
            encode(target, i, syntaxes[i], pixels(3, 8));
        }
    }

    /** Where the codec encodes, and such pixels; the seeds of HTJ2K were made by OpenJPH. */
    private static void encode(FuzzTarget target, int index, String syntax, PixelDescription pixels)
            throws IOException {
        PixelCodec codec = PixelCodecs.installed().encoderOf(syntax).orElse(null);
        if (codec == null) {
            System.out.println("no seed: " + syntax + " is not encoded");
            return;
        }
        try {
            PixelDescription beside = codec.encoded(syntax, pixels, CodecParameters.DEFAULTS);
            ByteBuffer frame = codec.encode(syntax, slope(pixels), pixels, CodecParameters.DEFAULTS);
            seed(
                    target,
                    index + "-" + pixels.samplesPerPixel() + "x" + pixels.bitsStored(),
                    CodecInput.of(index, beside, EncodedFrame.of(frame)));
        } catch (CodecException e) {
            System.out.println("no seed: " + e.getMessage());
        }
    }

    private static PixelDescription pixels(int samples, int stored) {
        return new PixelDescription(
                ROWS,
                COLUMNS,
                samples,
                stored > 8 ? 16 : 8,
                stored,
                stored - 1,
                false,
                samples == 1 ? PhotometricInterpretation.MONOCHROME2 : PhotometricInterpretation.RGB,
                0);
    }

    private static byte[] slope(PixelDescription pixels) {
        Random random = new Random(1);
        int bytes = pixels.bitsAllocated() / 8;
        byte[] frame = new byte[(int) pixels.frameLength()];
        for (int i = 0; i < frame.length; i += bytes) {
            int value = Math.max(0, i - 40) + random.nextInt(3) & (1 << pixels.bitsStored()) - 1;
            frame[i] = (byte) value;
            if (bytes == 2) {
                frame[i + 1] = (byte) (value >> 8);
            }
        }
        return frame;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static void seed(FuzzTarget target, String name, byte[] input) throws IOException {
        Path folder = Files.createDirectories(Inputs.seeds(target));
        Files.write(folder.resolve(name), input);
    }
}
