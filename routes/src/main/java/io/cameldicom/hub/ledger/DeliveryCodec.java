package io.cameldicom.hub.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/** A record as bytes, for the journal. */
final class DeliveryCodec {

    /** Longer than any column; keeps a record far below what writeUTF takes. */
    private static final int MAX_TEXT = 1024;

    private DeliveryCodec() {}

    static byte[] encode(Delivery record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(record.at().getEpochSecond());
        out.writeInt(record.at().getNano());
        out.writeLong(record.bytes());
        write(out, record.outcome().word());
        InstanceIdentity identity = record.instance();
        write(out, identity.sopInstanceUid());
        write(out, identity.sopClassUid());
        write(out, identity.studyInstanceUid());
        write(out, identity.seriesInstanceUid());
        write(out, identity.modality());
        write(out, identity.accessionNumber());
        write(out, identity.studyDate());
        write(out, identity.patientId());
        write(out, identity.patientName());
        write(out, record.destination());
        write(out, record.callingAeTitle());
        write(out, record.reason());
        return bytes.toByteArray();
    }

    static Delivery decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
        long size = in.readLong();
        Outcome outcome = Outcome.of(in.readUTF());
        InstanceIdentity identity = new InstanceIdentity(
                in.readUTF(), read(in), read(in), read(in), read(in), read(in), read(in), read(in), read(in));
        return new Delivery(at, outcome, identity, read(in), read(in), size, read(in));
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        String fit = LedgerText.fit(text, MAX_TEXT);
        out.writeUTF(fit == null ? "" : fit);
    }

    private static String read(DataInputStream in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? null : text;
    }
}
