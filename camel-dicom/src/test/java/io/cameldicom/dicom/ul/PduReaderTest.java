package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.AssociateRq;
import io.cameldicom.dicom.pdu.MaximumLength;
import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.PduEncoder;
import io.cameldicom.dicom.pdu.PduException;
import io.cameldicom.dicom.pdu.PduType;
import io.cameldicom.dicom.pdu.Pdv;
import io.cameldicom.dicom.pdu.PresentationContextRq;
import io.cameldicom.dicom.pdu.ReleaseRq;
import io.cameldicom.dicom.pdu.UserInformation;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streaming reader against streams cut and read in any way; what differs is told by the seed. */
class PduReaderTest {

    private static final int ROUNDS = 150;
    private static final long NO_LIMIT = 0xffff_ffffL;

    @ParameterizedTest
    @ValueSource(longs = {0, 10 * BufferPool.LARGE})
    void however_a_stream_is_cut_and_read_the_same_bytes_come_out(long budget) throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] data = new byte[random.nextInt(300_000)];
            random.nextBytes(data);
            PduReader reader = new PduReader(source(random, stream(random, data)), new BufferPool(budget));
            reader.expectData();
            assertArrayEquals(data, readAll(random, reader), "seed " + seed);
            reader.release();
        }
    }

    @Test
    void any_bytes_end_in_an_exception_or_the_end_of_the_stream() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] stream = stream(random, new byte[random.nextInt(2_000)]);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
            }
            PduReader reader = new PduReader(source(random, stream), BufferPool.SHARED);
            reader.expectData();
            try {
                readAll(random, reader);
            } catch (PduException | EOFException e) {
                assertTrue(e.getMessage().length() > 10, e.getMessage());
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            } finally {
                reader.release();
            }
        }
    }

    @Test
    void a_request_larger_than_the_buffer_is_put_together() throws Exception {
        List<String> syntaxes =
                IntStream.range(0, 30).mapToObj(i -> "1.2.840.10008.1.2.4." + i).toList();
        AssociateRq rq = new AssociateRq(
                "HUB",
                "CT1",
                IntStream.range(0, 128)
                        .mapToObj(i -> new PresentationContextRq(2 * i + 1, "1.2.3." + i, syntaxes))
                        .toList(),
                new UserInformation(List.of(new MaximumLength(1))));
        byte[] bytes = PduEncoder.encode(rq).array();
        assertTrue(bytes.length > 100_000);

        PduReader reader = new PduReader(source(new Random(1), bytes), BufferPool.SHARED);

        assertEquals(PduType.A_ASSOCIATE_RQ, reader.nextPdu(NO_LIMIT));
        assertEquals(rq, reader.body(PduType.A_ASSOCIATE_RQ));
        assertNull(reader.nextPdu(NO_LIMIT));
    }

    @Test
    void a_large_request_that_never_comes_is_not_waited_for_in_memory() throws Exception {
        byte[] header = {1, 0, 0, 0x10, 0, 0};
        PduReader reader = new PduReader(source(new Random(1), header), BufferPool.SHARED);

        assertEquals(PduType.A_ASSOCIATE_RQ, reader.nextPdu(NO_LIMIT));
        assertThrows(EOFException.class, () -> reader.body(PduType.A_ASSOCIATE_RQ));
    }

    @Test
    void gathers_as_many_bytes_as_asked_for_when_they_come_in_small_pieces() throws Exception {
        byte[] data = new byte[100_000];
        Random random = new Random(3);
        ByteBuffer in = ByteBuffer.wrap(stream(random, data));
        PduReader reader = new PduReader(target -> some(in, target, 100), BufferPool.SHARED);
        reader.expectData();
        reader.nextPdu(NO_LIMIT);
        reader.nextPdv();
        reader.beginGathering();
        int available = (int) Math.min(5_000, reader.pdvRemaining());

        assertEquals(available, reader.gather(5_000).remaining());
        reader.release();
    }

    /** The data as P-DATA-TF PDUs with one to three values of random lengths, then a release request. */
    private static byte[] stream(Random random, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Pdv> pdvs = new ArrayList<>();
        int start = 0;
        boolean last = false;
        while (!last) {
            int length = Math.min(data.length - start, random.nextInt(random.nextBoolean() ? 20 : 70_000));
            last = start + length == data.length;
            pdvs.add(new Pdv(3, false, last, ByteBuffer.wrap(data, start, length)));
            start += length;
            if (last || random.nextInt(3) == 0) {
                Wire.append(out, PduEncoder.encode(new PDataTf(pdvs)));
                pdvs.clear();
            }
        }
        Wire.append(out, PduEncoder.encode(new ReleaseRq()));
        return out.toByteArray();
    }

    private static PduReader.Source source(Random random, byte[] stream) {
        ByteBuffer in = ByteBuffer.wrap(stream);
        int most = random.nextBoolean() ? 50_000 : 100;
        return target -> some(in, target, 1 + random.nextInt(most));
    }

    private static int some(ByteBuffer in, ByteBuffer target, int most) {
        if (!in.hasRemaining()) {
            return -1;
        }
        int n = Math.min(Math.min(most, in.remaining()), target.remaining());
        target.put(in.slice(in.position(), n));
        in.position(in.position() + n);
        return n;
    }

    /** Reads value by value, by chance with one way or the other, up to the release request. */
    private static byte[] readAll(Random random, PduReader reader) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (PduType type = reader.nextPdu(NO_LIMIT); type == PduType.P_DATA_TF; type = reader.nextPdu(NO_LIMIT)) {
            while (reader.nextPdv()) {
                while (reader.pdvRemaining() > 0) {
                    readSome(random, reader, out);
                }
            }
        }
        return out.toByteArray();
    }

    private static void readSome(Random random, PduReader reader, ByteArrayOutputStream out) throws IOException {
        if (random.nextBoolean()) {
            Wire.append(out, reader.bytes());
        } else {
            reader.beginGathering();
            Wire.append(out, reader.gather(1 + random.nextInt(300_000)));
        }
    }
}
