package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.pdu.PDataTf;
import io.cameldicom.dicom.pdu.Pdu;
import io.cameldicom.dicom.pdu.PduDecoder;
import io.cameldicom.dicom.pdu.Pdv;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PDataWriterTest {

    private static final byte[] COMMAND = random(120);

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private int writes;

    @Test
    void a_small_message_leaves_in_one_write_as_two_pdus() throws Exception {
        writer(16_384).writeMessage(3, ByteBuffer.wrap(COMMAND), sink -> sink.write(ByteBuffer.wrap(random(1000))));

        assertEquals(1, writes);
        List<PDataTf> pdus = pdus();
        assertEquals(2, pdus.size());
        assertEquals(
                List.of(new Pdv(3, true, true, ByteBuffer.wrap(COMMAND))),
                pdus.get(0).pdvs());
        assertEquals(
                List.of(new Pdv(3, false, true, ByteBuffer.wrap(random(1000)))),
                pdus.get(1).pdvs());
    }

    @Test
    void a_message_without_data_set_is_one_pdu() throws Exception {
        writer(16_384).writeMessage(3, ByteBuffer.wrap(COMMAND), null);

        assertEquals(1, writes);
        assertEquals(
                List.of(new Pdv(3, true, true, ByteBuffer.wrap(COMMAND))),
                pdus().get(0).pdvs());
    }

    @Test
    void an_empty_data_set_has_an_empty_last_fragment() throws Exception {
        writer(16_384).writeMessage(3, ByteBuffer.wrap(COMMAND), sink -> {});

        assertEquals(
                List.of(new Pdv(3, false, true, ByteBuffer.allocate(0))),
                pdus().get(1).pdvs());
    }

    @ParameterizedTest
    @CsvSource({"8, 5000", "4096, 1000000", "4097, 1000000", "16384, 1000000", "131072, 3000000", "262144, 3000000"})
    void fragments_keep_the_peers_limit_and_are_even_and_the_last_one_is_marked(int limit, int size) throws Exception {
        byte[] data = random(size);
        writer(limit).writeMessage(3, ByteBuffer.wrap(COMMAND), sink -> writeInPieces(sink, data));

        ByteArrayOutputStream command = new ByteArrayOutputStream();
        ByteArrayOutputStream dataSet = new ByteArrayOutputStream();
        List<PDataTf> pdus = pdus();
        for (int i = 0; i < pdus.size(); i++) {
            Pdv pdv = pdus.get(i).pdvs().get(0);
            ByteBuffer fragment = pdv.data();
            assertEquals(1, pdus.get(i).pdvs().size());
            assertTrue(fragment.remaining() + Pdv.HEADER_LENGTH <= limit);
            assertEquals(0, fragment.remaining() % 2);
            Wire.append(pdv.command() ? command : dataSet, fragment);
            boolean last = pdv.command() ? command.size() == COMMAND.length : dataSet.size() == size;
            assertEquals(last, pdv.last(), "fragment " + i);
        }
        assertArrayEquals(COMMAND, command.toByteArray());
        assertArrayEquals(data, dataSet.toByteArray());
    }

    @Test
    void a_large_data_set_leaves_in_few_writes() throws Exception {
        writer(16_384).writeMessage(3, ByteBuffer.wrap(COMMAND), sink -> sink.write(ByteBuffer.wrap(random(10 << 20))));

        assertTrue(writes <= 42, writes + " writes for 10 MiB");
    }

    @Test
    void a_range_of_a_file_leaves_as_it_is(@TempDir Path folder) throws Exception {
        byte[] data = random(700_000);
        Path file = Files.write(folder.resolve("object"), data);
        try (FileChannel channel = FileChannel.open(file)) {
            writer(131_072).writeMessage(3, ByteBuffer.wrap(COMMAND), sink -> {
                sink.transferFrom(channel, 132, 600_000);
                sink.write(ByteBuffer.wrap(data, 600_132, 99_868));
            });
        }

        ByteArrayOutputStream dataSet = new ByteArrayOutputStream();
        pdus().stream()
                .map(pdu -> pdu.pdvs().get(0))
                .filter(pdv -> !pdv.command())
                .forEach(pdv -> Wire.append(dataSet, pdv.data()));
        assertEquals(ByteBuffer.wrap(data, 132, 699_868), ByteBuffer.wrap(dataSet.toByteArray()));
    }

    @Test
    void a_file_that_is_too_short_is_an_error_that_says_where_it_ends(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("object"), new byte[1000]);
        PDataWriter writer = writer(16_384);
        try (FileChannel channel = FileChannel.open(file)) {
            EOFException e = assertThrows(
                    EOFException.class,
                    () -> writer.writeMessage(
                            3, ByteBuffer.wrap(COMMAND), sink -> sink.transferFrom(channel, 0, 2000)));
            assertEquals("file ends at 1000, wanted up to 2000", e.getMessage());
        }
        assertFalse(writer.hasStarted());
        assertEquals(0, wire.size());
    }

    @Test
    void works_with_the_small_buffers_that_are_left_when_the_budget_is_spent() throws Exception {
        byte[] data = random(300_000);
        new PDataWriter(this::take, new BufferPool(0), 131_072)
                .writeMessage(3, ByteBuffer.wrap(COMMAND), sink -> sink.write(ByteBuffer.wrap(data)));

        int received = pdus().stream()
                .map(pdu -> pdu.pdvs().get(0))
                .filter(pdv -> !pdv.command())
                .mapToInt(pdv -> pdv.data().remaining())
                .sum();
        assertEquals(data.length, received);
    }

    private PDataWriter writer(int maxPduLength) {
        return new PDataWriter(this::take, BufferPool.SHARED, maxPduLength);
    }

    private void take(ByteBuffer... buffers) {
        writes++;
        for (ByteBuffer buffer : buffers) {
            Wire.append(wire, buffer);
        }
    }

    private List<PDataTf> pdus() throws Exception {
        PduDecoder decoder = new PduDecoder(1 << 20);
        ByteBuffer in = ByteBuffer.wrap(wire.toByteArray());
        List<PDataTf> pdus = new ArrayList<>();
        for (Optional<Pdu> pdu = decoder.decode(in); pdu.isPresent(); pdu = decoder.decode(in)) {
            pdus.add((PDataTf) pdu.get());
        }
        assertFalse(in.hasRemaining());
        return pdus;
    }

    private static void writeInPieces(PDataSink sink, byte[] data) throws IOException {
        int start = 0;
        for (int piece = 1; start < data.length; piece = piece * 3 % 100_003) {
            int length = Math.min(piece, data.length - start);
            sink.write(ByteBuffer.wrap(data, start, length));
            start += length;
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
